package io.fashionstream.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.Precision;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.image.ImageFormat;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.release.CanaryShare;
import io.fashionstream.stream.classify.InputBuffers;
import io.fashionstream.stream.classify.OnnxClassifier;
import io.fashionstream.stream.model.CanarySlot;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.ops.StageTimes;
import io.fashionstream.stream.testing.Canaries;
import io.fashionstream.stream.testing.TestModels;
import io.fashionstream.stream.trace.NoTraces;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanaryBatchTest {
    private static final int IMAGES = 60;

    private final ServedModel old = served("old");
    private final ServedModel young = served("young");
    private final ModelSlot<ServedModel> champion = new ModelSlot<>();
    private final CanarySlot<ServedModel> canary = new CanarySlot<>();
    private final ImageClassification classification = new ImageClassification(
                    new Intake(new ImageDecoder(DecodeLimits.DEFAULT), Clock.systemUTC()),
                    champion,
                    new ModelSlot<>(),
                    new Shadow(0),
                    Clock.systemUTC(),
                    Duration.ofMinutes(1),
                    new Telemetry(new StageTimes(new PrometheusRegistry()), new NoTraces()))
            .withCanary(canary);

    CanaryBatchTest() {
        champion.serve(old);
    }

    @AfterEach
    void close() {
        champion.vacate();
        canary.vacate();
    }

    @Test
    void withoutACanaryTheChampionServesAllAndLabelsNameNoStep() {
        assertThat(labels(batch())).allSatisfy(label -> {
            assertThat(label.modelId()).isEqualTo(old.modelId());
            assertThat(label.canaryStep()).isNull();
        });
    }

    @Test
    void inOneBatchEachImageIsLabelledByTheModelOfItsProductAndEveryLabelNamesTheStep() {
        canary.serve(young, Canaries.step(7, young.modelId(), old.modelId(), 0.4));
        CanaryShare share = new CanaryShare(young.modelId(), 0.4);

        List<ImageLabel> labels = labels(batch());

        assertThat(labels).extracting(ImageLabel::modelId).contains(old.modelId(), young.modelId());
        for (int i = 0; i < IMAGES; i++) {
            ImageLabel label = labels.get(i);
            assertThat(label.productId()).isEqualTo("product-" + i);
            assertThat(label.category()).isEqualTo(Classes.FASHION_MNIST.category(i % 10));
            assertThat(label.modelId()).isEqualTo(share.takes(label.productId()) ? young.modelId() : old.modelId());
            assertThat(label.canaryStep()).isEqualTo(7);
            assertThat(label.batchImages()).isEqualTo(IMAGES);
        }
    }

    @Test
    void aProductKeepsTheCanaryWhileItsShareGrows() {
        Set<String> before = new HashSet<>();
        long step = 1;
        canary.serve(young, Canaries.step(step, young.modelId(), old.modelId(), 0.01));
        for (double share : new double[] {0.05, 0.3, 0.7, 1}) {
            canary.serve(Canaries.step(++step, young.modelId(), old.modelId(), share));
            Set<String> now = new HashSet<>();
            labels(batch()).stream()
                    .filter(label -> label.modelId().equals(young.modelId()))
                    .forEach(label -> now.add(label.productId()));
            assertThat(now).containsAll(before);
            before = now;
        }
        assertThat(before).hasSize(IMAGES);
    }

    /** A champion that moved before its canary ended: every product is the new champion's at once. */
    @Test
    void besideAnotherChampionThanItsOwnThereIsNoCanary() {
        ServedModel third = served("third");
        canary.serve(young, Canaries.step(7, young.modelId(), old.modelId(), 0.4));

        champion.serve(third);

        assertThat(labels(batch())).allSatisfy(label -> {
            assertThat(label.modelId()).isEqualTo(third.modelId());
            assertThat(label.canaryStep()).isNull();
        });
    }

    @Test
    void anImageThatTheCanaryCannotClassifyIsRejectedInItsNameAndTheOthersAreLabelled() {
        canary.serve(young, Canaries.step(7, young.modelId(), old.modelId(), 1));
        List<SourceRecord> batch = batch();
        batch.set(3, source(3, TestModels.poison()));

        List<Answer> answers = classification.apply(batch);

        assertThat(answers.get(3))
                .isInstanceOfSatisfying(
                        Answer.Rejected.class,
                        rejected -> assertThat(rejected.rejection().modelId()).isEqualTo(young.modelId()));
        assertThat(answers).filteredOn(Answer.Labelled.class::isInstance).hasSize(IMAGES - 1);
    }

    private List<ImageLabel> labels(List<SourceRecord> batch) {
        return classification.apply(batch).stream()
                .map(answer -> ((Answer.Labelled) answer).label())
                .toList();
    }

    private static List<SourceRecord> batch() {
        List<SourceRecord> batch = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            batch.add(source(i, TestModels.image(Classes.FASHION_MNIST.category(i % 10))));
        }
        return batch;
    }

    private static SourceRecord source(int number, ImageTensor picture) {
        Instant now = Instant.now();
        ProducerRecord<byte[], byte[]> event = new ProductImageWriter(Topics.DEFAULT, ProductImageWriter.Mode.BINARY)
                .write(new ProductImage(
                        "product-" + number,
                        "image-" + number,
                        "event-" + number,
                        "/test",
                        now,
                        ImageFormat.RAW.mediaType(),
                        picture.toBytes(),
                        null));
        return new SourceRecord(
                event.topic(), 0, number, now.toEpochMilli(), event.key(), event.value(), event.headers());
    }

    private static ServedModel served(String name) {
        var artifact = TestModels.artifact(name);
        return ServedModel.of(
                artifact, Precision.FP32, new OnnxClassifier(artifact, Precision.FP32, 1, new InputBuffers(64)));
    }
}
