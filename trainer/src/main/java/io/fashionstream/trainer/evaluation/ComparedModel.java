package io.fashionstream.trainer.evaluation;

import io.fashionstream.event.Precision;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A model that is compared with another.
 *
 * @param network name of the network's shape, such as {@code compact-cnn}
 * @param precision of the network that answered
 * @param artifactBytes length of the whole artifact
 * @param networkBytes length of each of its networks
 * @param parameters numbers in the network that Deeplearning4j trained
 */
public record ComparedModel(
        String modelId,
        String network,
        Precision precision,
        long artifactBytes,
        Map<Precision, Long> networkBytes,
        long parameters) {
    public ComparedModel {
        networkBytes = Collections.unmodifiableMap(new EnumMap<>(networkBytes));
    }
}
