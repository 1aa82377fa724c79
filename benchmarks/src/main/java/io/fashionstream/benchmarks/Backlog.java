package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.catalogue.Catalogue;
import io.fashionstream.quickstart.catalogue.CatalogueImage;
import io.fashionstream.quickstart.catalogue.PublicationListener;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.settings.ProcessorSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Images that all wait on a topic before a processor starts: it is never idle, and forms the batches that it can. */
final class Backlog {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;

    private final KafkaConnection connection;
    private final Path folder;
    private final Topics topics;
    private final int streamThreads;

    /** A backlog on topics of its own; {@code round} names them. */
    Backlog(KafkaConnection connection, Path folder, int round, int streamThreads) {
        this.connection = connection;
        this.folder = folder;
        this.topics = new Topics("round-%d.".formatted(round));
        this.streamThreads = streamThreads;
    }

    /** How fast it went from the first committed label to the last, and images in a batch. */
    record Result(double imagesPerSecond, double meanBatch) {}

    /** Publishes {@code images}, releases {@code model}, and then lets a processor label them all. */
    Result workOff(ModelArtifact model, List<CatalogueImage> images) throws InterruptedException {
        new TopicCreation(connection, PATIENCE).create(TopicSpecs.of(topics, PARTITIONS), 1);
        publish(images);
        new ReleasePublisher(connection, topics, PATIENCE, Clock.systemUTC()).publish(model, ModelAlias.CHAMPION, null);
        try (KafkaConsumer<byte[], byte[]> labels = labels();
                StreamProcessor processor = new StreamProcessor(settings()).start()) {
            double rate = rate(labels, images.size());
            return new Result(rate, processor.figures().batchSizes().mean());
        }
    }

    private void publish(List<CatalogueImage> images) throws InterruptedException {
        PublicationListener silent = new PublicationListener() {
            @Override
            public void sending(CatalogueImage image, String eventId) {}

            @Override
            public void stored(String eventId, int partition, long offset) {}
        };
        try (Catalogue catalogue = new Catalogue(connection, topics, silent)) {
            catalogue.publish(images, Double.POSITIVE_INFINITY);
        }
    }

    private KafkaConsumer<byte[], byte[]> labels() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                connection.with(Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topics.imageLabels()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }

    /** Labels that are there when the first ones are seen came before the clock was started, and do not count. */
    private static double rate(KafkaConsumer<byte[], byte[]> labels, int expected) {
        long before = 0;
        long seen = 0;
        long start = System.nanoTime();
        long last = start;
        while (seen < expected) {
            int more = labels.poll(Duration.ofMillis(50)).count();
            last = more > 0 ? System.nanoTime() : last;
            require(System.nanoTime() - last < PATIENCE.toNanos(), "no label for %s after %d", PATIENCE, seen);
            if (seen == 0 && more > 0) {
                start = System.nanoTime();
                before = more;
            }
            seen += more;
        }
        return (seen - before) / ((last - start) / 1e9);
    }

    private ProcessorSettings settings() {
        return ProcessorSettings.of(Map.of(
                "bootstrap.servers", connection.bootstrapServers(),
                "topic.prefix", topics.prefix(),
                "application.id", topics.prefix() + "processor",
                "instance.id", "benchmark",
                "state.dir", folder.resolve("state").toString(),
                "http.port", "0",
                "topic.partitions", String.valueOf(PARTITIONS),
                "stream.threads", String.valueOf(streamThreads)));
    }
}
