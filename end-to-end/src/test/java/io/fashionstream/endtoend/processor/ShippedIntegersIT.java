package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestModels;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.Precision;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.testkit.catalogue.Catalogue;
import io.fashionstream.testkit.catalogue.CatalogueImage;
import io.fashionstream.testkit.catalogue.EncodedImages;
import io.fashionstream.testkit.catalogue.PublicationListener;
import io.fashionstream.testkit.fault.ModelRecomputation;
import io.fashionstream.trainer.data.LabelledImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model's network of 8-bit integers, on real images and with a real broker. */
@ExtendWith(SharedBroker.class)
class ShippedIntegersIT {
    private static final Path SHIPPED = Path.of(System.getProperty("shipped.model", "../models/compact-cnn"));
    private static final LabelledImages IMAGES = TestModels.testImages();

    @TempDir
    private Path folder;

    @Test
    void everyLabelIsThatOfTheIntegersAndNineInTenAreRight(KafkaConnection kafka, Topics topics) throws Exception {
        ModelArtifact shipped = ModelArtifact.read(SHIPPED);
        assumeTrue(shipped.holds(Precision.INT8), "the shipped model has no network of integers");
        Deployment deployment = new Deployment(kafka, topics, 3, folder);
        deployment.release(CHAMPION, shipped);
        List<ImageLabel> labels;
        try (Catalogue catalogue = new Catalogue(kafka, topics, silent());
                StreamProcessor processor = deployment.start("one", Map.of("onnx.precision", "int8"))) {
            assertThat(processor.awaitReady(Duration.ofSeconds(60))).isTrue();
            catalogue.publish(
                    IntStream.range(0, IMAGES.size())
                            .mapToObj(ShippedIntegersIT::image)
                            .toList(),
                    Double.POSITIVE_INFINITY);
            labels = deployment.awaitLabels(IMAGES.size());
        }

        assertThat(labels).extracting(ImageLabel::precision).containsOnly(Precision.INT8);
        assertThat(labels.stream().filter(label -> label.category().equals(label.declaredCategory())))
                .hasSizeGreaterThan(IMAGES.size() * 9 / 10);
        try (ModelRecomputation again = new ModelRecomputation(List.of(shipped), pictures())) {
            assertThat(labels)
                    .allSatisfy(label -> assertThat(again.difference(label)).isEmpty());
        }
    }

    private static Map<String, ImageTensor> pictures() {
        return IntStream.range(0, IMAGES.size()).boxed().collect(toMap(i -> "image-" + i, IMAGES::image));
    }

    private static CatalogueImage image(int i) {
        byte[] png = EncodedImages.png(IMAGES.image(i));
        return new CatalogueImage("product-" + i, "image-" + i, EncodedImages.PNG, png, IMAGES.category(i), null);
    }

    private static PublicationListener silent() {
        return new PublicationListener() {
            @Override
            public void sending(CatalogueImage image, String eventId) {}

            @Override
            public void stored(String eventId, int partition, long offset) {}
        };
    }
}
