package io.fashionstream.stream.trace;

import io.opentelemetry.api.trace.Span;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The images of one partition that are decoded and not yet answered. One that never will be, because its partition moved or
 * its transaction was aborted and it is read again, ends as abandoned. Confined to one thread.
 */
final class ImagesInWork {
    private final SortedMap<Long, Span> byOffset = new TreeMap<>();

    /** The image at {@code offset} is begun with; if it was begun with before, that was in vain. */
    void begin(long offset, Span image) {
        abandon(byOffset.put(offset, image));
    }

    @Nullable
    Span get(long offset) {
        return byOffset.get(offset);
    }

    /** Takes out the image at {@code offset}; answers come in order, so all before it were in vain. */
    @Nullable
    Span end(long offset) {
        SortedMap<Long, Span> before = byOffset.headMap(offset);
        before.values().forEach(ImagesInWork::abandon);
        before.clear();
        return byOffset.remove(offset);
    }

    void abandon() {
        byOffset.values().forEach(ImagesInWork::abandon);
        byOffset.clear();
    }

    private static void abandon(@Nullable Span image) {
        if (image != null) {
            image.setAttribute(MessagingAttributes.OUTCOME, "ABANDONED");
            image.end();
        }
    }
}
