package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.Precision;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.classify.ImageClassifier;
import io.fashionstream.stream.classify.InputBuffers;
import io.fashionstream.stream.classify.OnnxClassifier;
import io.fashionstream.stream.classify.Prediction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
class SlowInferenceIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration PER_IMAGE = Duration.ofMillis(100);
    private static final int IMAGES = 120;

    @TempDir
    private Path folder;

    /** One full batch of 64 would take 6.4 s; the poll interval is 4 s. */
    @Test
    void whenAFullBatchWouldOverrunThePollIntervalBatchesShrinkAndNothingIsFenced(KafkaConnection kafka, Topics topics)
            throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 3, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (ImageStream images = deployment.images(9);
                StreamProcessor processor = new StreamProcessor(
                        deployment.settings(
                                "slow",
                                Map.of("max.poll.interval.ms", "4000", "stream.threads", "1", "metrics.kafka", "all")),
                        SlowClassifier::new)) {
            images.publish(IMAGES);
            processor.start();
            assertThat(processor.awaitReady(LONG)).isTrue();

            List<ImageLabel> labels = deployment.awaitLabels(IMAGES);

            Deployment.requireOneRightLabelEach(labels, IMAGES);
            assertThat(processor.figures().batchSizes().max()).isBetween(2L, 5L);
            assertThat(longestTimeBetweenPolls(processor)).isBetween(0.0, 4_000.0);
            // A fenced task computes its images again.
            assertThat(processor.figures().labelled()).isEqualTo(IMAGES);
        }
    }

    private static double longestTimeBetweenPolls(StreamProcessor processor) throws Exception {
        URI metrics = processor.address().resolve("metrics");
        String text = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return text.lines()
                .filter(line -> line.startsWith("kafka_consumer_time_between_poll_max{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .filter(millis -> !Double.isNaN(millis))
                .max()
                .orElseThrow();
    }

    /** Right, and as slow as a network far too large for its machine. */
    private static final class SlowClassifier implements ImageClassifier {
        private final ImageClassifier fast;

        SlowClassifier(ModelArtifact artifact, Precision precision) {
            fast = new OnnxClassifier(artifact, precision, 1, new InputBuffers(64));
        }

        @Override
        public List<Prediction> classify(List<ImageTensor> images) {
            try {
                Thread.sleep(PER_IMAGE.toMillis() * images.size());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return fast.classify(images);
        }

        @Override
        public List<float[]> uncalibrated(List<ImageTensor> images) {
            return fast.uncalibrated(images);
        }

        @Override
        public void close() {
            fast.close();
        }
    }
}
