package io.fashionstream.stream.intake;

import io.fashionstream.event.ImageReference;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.batch.Preparation;
import io.fashionstream.stream.ops.FetchTimes;
import io.fashionstream.stream.reference.Fetch;
import io.fashionstream.stream.reference.Fetched;
import io.fashionstream.stream.reference.ReferenceFetcher;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Has the images fetched that records refer to, from their poll on. A record that carries its image costs one look at its
 * value. Safe for use by several threads.
 */
public final class ReferencedImages implements Preparation {
    /** A structured event without data is shorter; a longer one that has none is fetched when its turn comes. */
    private static final int LONGEST_WITHOUT_DATA = 16 * 1024;

    private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

    private final ReferenceFetcher fetcher;
    private final FetchTimes times;
    private final Map<SourceRecord, Fetch> begun = new ConcurrentHashMap<>();

    /** @param times told how long stream threads wait */
    public ReferencedImages(ReferenceFetcher fetcher, FetchTimes times) {
        this.fetcher = fetcher;
        this.times = times;
    }

    @Override
    public void begin(SourceRecord polled) {
        if (mayRefer(polled.value()) && ProductImageReader.read(polled) instanceof ReadImage.Referenced referenced) {
            begun.put(polled, fetcher.begin(referenced.reference()));
        }
    }

    @Override
    public boolean isDone(SourceRecord record) {
        Fetch fetch = begun.get(record);
        return fetch == null || fetch.isDone();
    }

    @Override
    public void abandon(SourceRecord record) {
        Fetch fetch = begun.remove(record);
        if (fetch != null) {
            fetcher.abandon(fetch);
        }
    }

    /**
     * Waits until the image of {@code record} is there or given up; not at all for a record that carries its image.
     *
     * @return for how many nanoseconds
     */
    long await(SourceRecord record) {
        Fetch fetch = begun.get(record);
        if (fetch == null || fetch.isDone()) {
            return 0;
        }
        long start = System.nanoTime();
        fetcher.await(fetch);
        long waited = System.nanoTime() - start;
        times.waited(waited);
        return waited;
    }

    /** What comes of fetching {@code reference} for {@code record}; begins now if that was not begun before. */
    Fetched fetched(SourceRecord record, ImageReference reference) {
        Fetch fetch = begun.remove(record);
        return fetcher.await(fetch == null ? fetcher.begin(reference) : fetch);
    }

    private static boolean mayRefer(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return true;
        }
        byte first = value[0];
        boolean json = first == '{' || first == ' ' || first == '\n' || first == '\r' || first == '\t';
        return (json || first == BYTE_ORDER_MARK) && value.length <= LONGEST_WITHOUT_DATA;
    }
}
