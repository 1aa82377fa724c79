package io.fashionstream.stream.ops;

import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.image.ImageTensor;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last images that were labelled, as the network saw them. Safe for use by several threads. */
public final class LastImages {
    private static final int KEPT = 24;

    private final Deque<Seen> last = new ArrayDeque<>(KEPT);

    private record Seen(ImageLabel label, ImageTensor tensor) {}

    /**
     * One labelled image, ready to be shown.
     *
     * @param modelId the model that labelled it
     * @param pixels base64 of 784 gray bytes, row-major, 0 is background
     */
    public record ShownImage(
            String productId,
            Category category,
            double confidence,
            boolean uncertain,
            boolean outOfDistribution,
            @Nullable Category declaredCategory,
            String modelId,
            Instant time,
            String pixels) {}

    public synchronized void add(ImageLabel label, ImageTensor tensor) {
        if (last.size() == KEPT) {
            last.removeLast();
        }
        last.addFirst(new Seen(label, tensor));
    }

    /** The images, newest first. */
    public List<ShownImage> shown() {
        return copy().stream().map(LastImages::shown).toList();
    }

    private synchronized List<Seen> copy() {
        return List.copyOf(last);
    }

    private static ShownImage shown(Seen seen) {
        ImageLabel label = seen.label();
        return new ShownImage(
                label.productId(),
                label.category(),
                label.confidence(),
                label.uncertain(),
                label.outOfDistribution(),
                label.declaredCategory(),
                label.modelId(),
                label.classifiedTime(),
                Base64.getEncoder().encodeToString(seen.tensor().toBytes()));
    }
}
