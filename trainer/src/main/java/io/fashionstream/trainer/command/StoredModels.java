package io.fashionstream.trainer.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.release.Releases;
import java.util.List;
import java.util.stream.Collectors;

/** Finds a stored model by what a person typed. */
final class StoredModels {
    private static final int FEWEST_DIGITS = 6;

    private StoredModels() {}

    /**
     * The id of the one stored model whose id begins with {@code text}.
     *
     * @throws IllegalArgumentException if there is none, or more than one
     */
    static String find(String text, Releases releases) {
        require(mayBeId(text), "expected a model id, or its first %d digits or more, got \"%s\"", FEWEST_DIGITS, text);
        List<ArtifactIndex> found = releases.models().stream()
                .filter(model -> model.modelId().startsWith(text))
                .toList();
        String stored = releases.models().stream().map(ArtifactIndex::modelId).collect(Collectors.joining(", "));
        require(found.size() == 1, "expected one stored model %s, found %d among: %s", text, found.size(), stored);
        return found.get(0).modelId();
    }

    /** Whether {@code text} looks like a model id or the beginning of one. */
    static boolean mayBeId(String text) {
        return text.matches("[0-9a-f]{" + FEWEST_DIGITS + ",64}");
    }
}
