package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import org.jspecify.annotations.Nullable;

/** What the merge reads. */
sealed interface MergeInput permits PartialCounts, MergeInput.Released {
    /** An alias points at another model now, or at none. */
    record Released(ModelAlias alias, @Nullable ModelRelease release) implements MergeInput {}
}
