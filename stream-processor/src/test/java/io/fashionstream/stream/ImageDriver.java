package io.fashionstream.stream;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.Precision;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.testing.TestModels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The way of an image through the processor's own topology, with a tiny model, in bytes on both ends. */
final class ImageDriver implements AutoCloseable {
    private static final JsonCodec<ImageLabel> LABELS = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
    private static final JsonCodec<RejectedImage> REJECTIONS = JsonCodec.of(PayloadTypes.REJECTED_IMAGE);

    private final RecordedAnswers answers = new RecordedAnswers();
    private final ModelSlot<ServedModel> champion = new ModelSlot<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> images;
    private final TestOutputTopic<byte[], byte[]> labels;
    private final TestOutputTopic<byte[], byte[]> rejected;

    /** What the processor wrote for one record. */
    record Written(List<TestRecord<byte[], byte[]>> labels, List<TestRecord<byte[], byte[]>> rejections) {
        int answers() {
            return labels.size() + rejections.size();
        }

        ImageLabel label() {
            return LABELS.read(labels.get(0).value());
        }

        RejectedImage rejection() {
            return REJECTIONS.read(
                    rejections.get(0).headers().lastHeader("rejection").value());
        }
    }

    /** Events are known again for {@code duplicateHorizon}; their memory lies in {@code stateDir}. */
    ImageDriver(Path stateDir, Duration duplicateHorizon, Instant start) {
        this(stateDir, duplicateHorizon, start, Map.of());
    }

    /** @param further settings */
    ImageDriver(Path stateDir, Duration duplicateHorizon, Instant start, Map<String, String> further) {
        Map<String, String> all = new HashMap<>(further);
        all.put("state.dir", stateDir.toString());
        all.put("duplicate.horizon.ms", String.valueOf(duplicateHorizon.toMillis()));
        ProcessorSettings settings = ProcessorSettings.of(all);
        ModelArtifact model = TestModels.artifact("champion");
        champion.serve(ServedModel.of(model, Precision.FP32, new OnnxLoader(settings).load(model, Precision.FP32)));
        driver = new ImageTopology(settings, champion, new ModelSlot<>(), answers).driver(Clock.systemUTC(), start);
        images = driver.createInputTopic("product-images", new ByteArraySerializer(), new ByteArraySerializer());
        labels = driver.createOutputTopic("image-labels", new ByteArrayDeserializer(), new ByteArrayDeserializer());
        rejected =
                driver.createOutputTopic("rejected-images", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Sends one record, and returns what it brought about. */
    Written send(byte @Nullable [] key, byte @Nullable [] value, Headers headers, Instant time) {
        images.pipeInput(new TestRecord<>(key, value, headers, time));
        return new Written(labels.readRecordsToList(), rejected.readRecordsToList());
    }

    @Override
    public void close() {
        driver.close();
        champion.vacate();
    }
}
