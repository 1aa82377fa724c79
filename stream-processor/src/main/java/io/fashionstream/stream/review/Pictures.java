package io.fashionstream.stream.review;

import io.fashionstream.connection.RecordFetch;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.GrayPng;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.image.ImageFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pictures behind answers, as they were sent and as the network saw them; the last ones are kept. Thread-safe. */
final class Pictures {
    private static final long CACHE_BYTES = 64L << 20;

    /** A browser must not be made to unfold what the decoder refused to. */
    private static final Set<RejectionReason> TOO_LARGE =
            Set.of(RejectionReason.TOO_MANY_BYTES, RejectionReason.TOO_MANY_PIXELS);

    private final RecordFetch records;
    private final AnswerWindow window;
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
    private final Map<RecordPlace, Picture> cache = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);
    private long cachedBytes;

    /**
     * One picture.
     *
     * @param mediaType of {@code original}; empty if no browser shows it
     * @param original as it was sent
     * @param seen PNG of what the network saw, dark on white; null if it cannot be decoded
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Picture(String mediaType, byte[] original, byte @Nullable [] seen) {
        static final Picture NONE = new Picture("", new byte[0], null);

        private int bytes() {
            return original.length + (seen == null ? 0 : seen.length);
        }
    }

    Pictures(RecordFetch records, AnswerWindow window) {
        this.records = records;
        this.window = window;
    }

    /** The picture that {@code item} answers; empty if its record is not there any more. */
    Optional<Picture> of(ReviewItem item) {
        Optional<RecordPlace> place = window.picture(item);
        Optional<Picture> known = place.flatMap(this::cached);
        if (known.isPresent()) {
            return known;
        }
        return place.flatMap(at -> records.fetch(at.topic(), at.partition(), at.offset())
                .map(stored -> kept(at, picture(SourceRecord.of(stored), item.rejection()))));
    }

    private synchronized Optional<Picture> cached(RecordPlace place) {
        return Optional.ofNullable(cache.get(place));
    }

    private synchronized Picture kept(RecordPlace place, Picture picture) {
        Picture before = cache.put(place, picture);
        cachedBytes += picture.bytes() - (before == null ? 0 : before.bytes());
        while (cachedBytes > CACHE_BYTES && cache.size() > 1) {
            RecordPlace eldest = cache.keySet().iterator().next();
            cachedBytes -= Optional.ofNullable(cache.remove(eldest))
                    .map(Picture::bytes)
                    .orElse(0);
        }
        return picture;
    }

    private Picture picture(SourceRecord stored, @Nullable RejectedImage rejection) {
        if (!(ProductImageReader.read(stored) instanceof ReadImage.Readable readable)) {
            return Picture.NONE;
        }
        ProductImage image = readable.image();
        byte[] seen =
                decoder.decode(image) instanceof Decoded.Image decoded ? GrayPng.darkOnWhite(decoded.tensor()) : null;
        boolean shown = rejection == null || !TOO_LARGE.contains(rejection.reason());
        return new Picture(shown ? shownAs(image.bytes()) : "", image.bytes(), seen);
    }

    /** The media type of what a browser can show; empty for anything else. */
    private static String shownAs(byte[] bytes) {
        return ImageFormat.ofMagic(bytes).map(ImageFormat::mediaType).orElse("");
    }
}
