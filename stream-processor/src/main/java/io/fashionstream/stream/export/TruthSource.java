package io.fashionstream.stream.export;

import io.fashionstream.event.GroundTruth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who may have said what an image shows. */
public enum TruthSource {
    /** People on a review page: events on {@code ground-truth} with the source {@code review}. */
    REVIEW,
    /** All other events on {@code ground-truth}. */
    GROUND_TRUTH,
    /** The catalogue, in the image's own event. */
    DECLARED;

    /** The value on the command line, such as {@code ground-truth}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(TruthSource::key).toList();
    }

    public static Optional<TruthSource> ofKey(String key) {
        return Arrays.stream(values())
                .filter(source -> source.key().equals(key))
                .findFirst();
    }

    static TruthSource of(GroundTruth said) {
        return said.source().equals(GroundTruth.REVIEW) ? REVIEW : GROUND_TRUTH;
    }
}
