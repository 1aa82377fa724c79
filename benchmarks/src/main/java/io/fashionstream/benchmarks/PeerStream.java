package io.fashionstream.benchmarks;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What one would write without this project: threads that poll images, classify each poll as one batch with DJL and ONNX
 * Runtime, and send the labels and the offsets in one transaction. It checks nothing, refuses nothing, joins no truth and
 * counts nothing; a picture that cannot be read ends it.
 */
final class PeerStream implements AutoCloseable {
    private static final String ENGINE = "OnnxRuntime";
    private static final int LARGEST_BATCH = 64;
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConnection connection;
    private final Topics topics;
    private final ZooModel<Image, Classifications> model;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** To be called before anything else uses ONNX Runtime: DJL insists on creating its environment, which a JVM has once. */
    static void prepare() {
        Engine.getEngine(ENGINE);
    }

    /** @param network the ONNX file */
    PeerStream(KafkaConnection connection, Topics topics, Path network) {
        this.connection = connection;
        this.topics = topics;
        try {
            this.model = Criteria.builder()
                    .setTypes(Image.class, Classifications.class)
                    .optModelPath(network)
                    .optEngine(ENGINE)
                    .optOption("intraOpNumThreads", "1")
                    .optTranslator(new PeerTranslator())
                    .build()
                    .loadModel();
        } catch (IOException | ModelNotFoundException | MalformedModelException e) {
            throw new IllegalStateException("DJL cannot load " + network, e);
        }
    }

    /** Begins to label, on so many threads. */
    void start(int count) {
        for (int i = 0; i < count; i++) {
            String id = topics.prefix() + "peer-" + i;
            Thread thread = new Thread(() -> label(id), id);
            threads.add(thread);
            thread.start();
        }
    }

    private void label(String id) {
        try (KafkaConsumer<byte[], byte[]> images = consumer();
                KafkaProducer<byte[], byte[]> labels = producer(id);
                Predictor<Image, Classifications> predictor = model.newPredictor()) {
            images.subscribe(List.of(topics.productImages()));
            labels.initTransactions();
            while (!closed) {
                ConsumerRecords<byte[], byte[]> polled = images.poll(POLL);
                if (!polled.isEmpty()) {
                    labels.beginTransaction();
                    send(polled, predictor, labels);
                    labels.sendOffsetsToTransaction(next(polled), images.groupMetadata());
                    labels.commitTransaction();
                }
            }
        } catch (IOException | TranslateException e) {
            throw new IllegalStateException("an image could not be labelled", e);
        }
    }

    private void send(
            ConsumerRecords<byte[], byte[]> polled,
            Predictor<Image, Classifications> predictor,
            KafkaProducer<byte[], byte[]> labels)
            throws IOException, TranslateException {
        List<byte[]> keys = new ArrayList<>();
        List<Image> pictures = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            keys.add(record.key());
            pictures.add(ImageFactory.getInstance().fromInputStream(new ByteArrayInputStream(record.value())));
        }
        for (int from = 0; from < pictures.size(); from += LARGEST_BATCH) {
            int to = Math.min(pictures.size(), from + LARGEST_BATCH);
            List<Classifications> answers = predictor.batchPredict(pictures.subList(from, to));
            for (int i = from; i < to; i++) {
                byte[] json = answers.get(i - from).toJson().getBytes(StandardCharsets.UTF_8);
                var unused = labels.send(new ProducerRecord<>(topics.imageLabels(), keys.get(i), json));
            }
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> next(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            next.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        return next;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                connection.with(Map.of(
                        "group.id", topics.prefix() + "peer",
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer(String id) {
        return new KafkaProducer<>(
                connection.with(Map.of("transactional.id", id, "linger.ms", 5)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        model.close();
    }
}
