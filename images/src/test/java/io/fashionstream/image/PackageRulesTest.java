package io.fashionstream.image;

import io.fashionstream.rules.PackageRules;
import org.junit.jupiter.api.Test;

/** The layers of reading images, and what they may know. */
final class PackageRulesTest {
    private static final PackageRules RULES = PackageRules.of("io.fashionstream", 45, "image", "dataset", "saliency");

    @Test
    void dataSetsAndSaliencyAreMadeOfImagesAndImagesDoNotKnowThem() {
        RULES.layers("dataset, saliency", "image");
    }

    @Test
    void readingImagesKnowsNeitherKafkaNorNetworks() {
        RULES.nothingKnows(
                "org.apache.kafka..",
                "io.cloudevents..",
                "org.deeplearning4j..",
                "org.nd4j..",
                "ai.onnxruntime..",
                "picocli..",
                "io.fashionstream.command..",
                "io.fashionstream.connection..",
                "io.fashionstream.release..");
    }
}
