package io.fashionstream.image;

import io.fashionstream.rules.PackageRules;
import org.junit.jupiter.api.Test;

/** What reading images may know. */
final class PackageRulesTest {
    @Test
    void readingImagesKnowsNeitherKafkaNorNetworks() {
        for (String root : new String[] {"io.fashionstream.image", "io.fashionstream.dataset"}) {
            PackageRules.of(root, 5)
                    .nothingKnows(
                            "org.apache.kafka..",
                            "io.cloudevents..",
                            "org.deeplearning4j..",
                            "org.nd4j..",
                            "ai.onnxruntime..",
                            "picocli..");
        }
    }
}
