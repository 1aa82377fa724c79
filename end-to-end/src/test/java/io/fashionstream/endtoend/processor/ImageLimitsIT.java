package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.StreamProcessor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sets as {@code image.max.*} is what the decoder goes by. */
@ExtendWith(SharedBroker.class)
class ImageLimitsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void eachLimitOfTheSettingsRefusesWhatTheDefaultsAllow(KafkaConnection kafka, Topics topics) throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 1, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        pictures.put("bytes", Arrays.copyOf(png(20, 20), 3_001));
        pictures.put("pixels", png(400, 500));
        pictures.put("edge", png(601, 10));
        pictures.put("working", losslessWebpHeader(400, 350));
        pictures.put("allowed", Arrays.copyOf(png(300, 500), 3_000));
        publish(kafka, topics, pictures);
        Map<String, String> limits = Map.of(
                "image.max.bytes", "3000",
                "image.max.pixels", "150000",
                "image.max.edge.pixels", "600",
                "image.max.working.bytes", "1048576");

        try (StreamProcessor processor = new StreamProcessor(deployment.settings("one", limits)).start()) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            deployment.awaitLabels(1);
            await().atMost(LONG).until(() -> deployment.rejections().size() == 4);
        }

        Map<String, RejectedImage> rejections = deployment.rejections();
        assertThat(deployment.labels().get(0).productId()).isEqualTo("allowed");
        assertThat(detail(rejections, "bytes")).isEqualTo("expected at most 3,000 bytes, got 3,001");
        assertThat(detail(rejections, "pixels")).contains("at most 150,000 pixels");
        assertThat(detail(rejections, "edge")).contains("no edge over 600");
        assertThat(detail(rejections, "working")).contains("within 1,048,576 bytes of memory");
    }

    private static String detail(Map<String, RejectedImage> rejections, String product) {
        return Objects.requireNonNull(rejections.get(product), product).detail();
    }

    private static void publish(KafkaConnection kafka, Topics topics, Map<String, byte[]> pictures) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            pictures.forEach((product, picture) -> {
                var unused = producer.send(new ProducerRecord<>(topics.productImages(), product, picture));
            });
        }
    }

    /** Black; bytes after the end of a PNG are ignored. */
    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] losslessWebpHeader(int width, int height) {
        ByteBuffer webp = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(ISO_8859_1)).putInt(18);
        webp.put("WEBPVP8L".getBytes(ISO_8859_1)).putInt(5);
        return webp.put((byte) 0x2f).putInt((width - 1) | ((height - 1) << 14)).array();
    }
}
