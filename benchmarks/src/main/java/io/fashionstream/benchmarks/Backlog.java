package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.Precision;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.testkit.catalogue.Catalogue;
import io.fashionstream.testkit.catalogue.CatalogueImage;
import io.fashionstream.testkit.catalogue.PublicationListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the stream, on topics of its own. Images that all wait on a topic before a processor starts keep it busy, and
 * give it the batches that it can form.
 */
final class Backlog {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double SETTLING_SECONDS = 3;
    private static final String SUBJECT = "ce_subject";

    private final KafkaConnection connection;
    private final Path folder;
    private final Topics topics;
    private final Shape shape;

    /** A turn on topics that {@code name} tells from those of other turns. */
    Backlog(KafkaConnection connection, Path folder, String name, Shape shape) {
        this.connection = connection;
        this.folder = folder;
        this.topics = new Topics(name + ".");
        this.shape = shape;
    }

    /**
     * What works.
     *
     * @param instances processors, each with that many stream threads
     * @param settings more settings of the processors
     */
    record Shape(int streamThreads, int partitions, int instances, Map<String, String> settings) {
        Shape {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * What labelling the backlog took, images in a batch, and how long a label took at half that rate.
     *
     * @param precision of the network that served
     */
    record Result(Usage usage, Precision precision, double meanBatch, Latency latency) {}

    /**
     * Publishes {@code images}, releases {@code model}, and then lets processors label them all; after that publishes
     * {@code paced}.
     *
     * @param pacedRate images per second of those; null for half of what the backlog came to
     */
    Result workOff(
            ModelArtifact model, List<CatalogueImage> images, List<CatalogueImage> paced, @Nullable Double pacedRate)
            throws InterruptedException {
        prepare(images);
        new ReleasePublisher(connection, topics, PATIENCE, Clock.systemUTC()).publish(model, ModelAlias.CHAMPION, null);
        List<StreamProcessor> processors = new ArrayList<>();
        try (Labels labels = new Labels(connection, topics.imageLabels())) {
            for (int instance = 0; instance < shape.instances(); instance++) {
                processors.add(new StreamProcessor(settings(instance)).start());
            }
            Usage usage = labels.measure(images.size());
            StreamProcessor first = processors.get(0);
            double meanBatch = first.figures().batchSizes().mean();
            Precision precision = first.precision(ModelAlias.CHAMPION).orElseThrow();
            double rate = pacedRate == null ? usage.imagesPerSecond() / 2 : pacedRate;
            return new Result(usage, precision, meanBatch, latency(labels, paced, rate));
        } finally {
            processors.forEach(StreamProcessor::close);
        }
    }

    /**
     * Releases {@code model}, starts processors, and once they are ready publishes {@code images} as fast as can be. So what it
     * takes to begin with each partition does not count, but publishing does.
     */
    Usage workOffReady(ModelArtifact model, List<CatalogueImage> images) throws InterruptedException {
        prepare(List.of());
        new ReleasePublisher(connection, topics, PATIENCE, Clock.systemUTC()).publish(model, ModelAlias.CHAMPION, null);
        List<StreamProcessor> processors = new ArrayList<>();
        try (Labels labels = new Labels(connection, topics.imageLabels())) {
            for (int instance = 0; instance < shape.instances(); instance++) {
                processors.add(new StreamProcessor(settings(instance)).start());
            }
            for (StreamProcessor processor : processors) {
                require(processor.awaitReady(PATIENCE), "expected a processor that is ready within %s", PATIENCE);
            }
            Usage.Meter meter = Usage.start();
            publish(images, Double.POSITIVE_INFINITY, new Departures());
            labels.await(images.size(), label -> {});
            return meter.stop(images.size());
        } finally {
            processors.forEach(StreamProcessor::close);
        }
    }

    /**
     * Lets one processor label {@code paced} at {@code rate}, in turn without and with {@code load} on its port.
     *
     * @param rounds turns that count; one more before them warms up
     */
    void besides(
            ModelArtifact model,
            List<CatalogueImage> paced,
            double rate,
            int rounds,
            Function<URI, HttpLoad> load,
            Consumer<EndpointCommand.Besides> turns)
            throws InterruptedException {
        prepare(List.of());
        new ReleasePublisher(connection, topics, PATIENCE, Clock.systemUTC()).publish(model, ModelAlias.CHAMPION, null);
        try (Labels labels = new Labels(connection, topics.imageLabels());
                StreamProcessor processor = new StreamProcessor(settings(0)).start()) {
            require(processor.awaitReady(PATIENCE), "expected a processor that is ready within %s", PATIENCE);
            for (int round = 0; round <= rounds; round++) {
                Latency without = latency(labels, paced, rate);
                try (HttpLoad clients = load.apply(processor.address())) {
                    Latency with = latency(labels, paced, rate);
                    turns.accept(
                            new EndpointCommand.Besides(without, with, clients.labelsPerSecond(), clients.others()));
                }
            }
        }
    }

    /** Publishes {@code images}, and lets the peer label them all with the ONNX file {@code network}. */
    Usage workOffByPeer(Path network, List<CatalogueImage> images) throws InterruptedException {
        prepare(images);
        try (Labels labels = new Labels(connection, topics.imageLabels());
                PeerStream peer = new PeerStream(connection, topics, network)) {
            peer.start(shape.streamThreads());
            return labels.measure(images.size());
        }
    }

    private void prepare(List<CatalogueImage> images) throws InterruptedException {
        new TopicCreation(connection, PATIENCE).create(TopicSpecs.of(topics, shape.partitions()), 1);
        publish(images, Double.POSITIVE_INFINITY, new Departures());
    }

    /** Reads on a thread of its own, so that no label waits for the publishing to end. */
    private Latency latency(Labels labels, List<CatalogueImage> paced, double rate) throws InterruptedException {
        Departures departures = new Departures();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<long[]> nanos = reader.submit(() -> arrivals(labels, paced.size(), departures));
            publish(paced, rate, departures);
            // The join of the backlog's labels may go on for a while after they were read.
            int settled = Math.min(paced.size() - 1, (int) (rate * SETTLING_SECONDS));
            return Latency.of(rate, Arrays.copyOfRange(nanos.get(), settled, paced.size()));
        } catch (ExecutionException failed) {
            throw new IllegalStateException("labels could not be read", failed.getCause());
        } finally {
            reader.shutdownNow();
        }
    }

    private static long[] arrivals(Labels labels, int expected, Departures departures) {
        long[] nanos = new long[expected];
        int[] count = {0};
        labels.await(expected, label -> nanos[count[0]++] = System.nanoTime() - departures.of(imageId(label)));
        return nanos;
    }

    private static String imageId(ConsumerRecord<byte[], byte[]> label) {
        return new String(label.headers().lastHeader(SUBJECT).value(), StandardCharsets.UTF_8);
    }

    private void publish(List<CatalogueImage> images, double rate, PublicationListener listener)
            throws InterruptedException {
        try (Catalogue catalogue = new Catalogue(connection, topics, listener)) {
            catalogue.publish(images, rate);
        }
    }

    private ProcessorSettings settings(int instance) {
        Map<String, String> settings = new HashMap<>(shape.settings());
        settings.put("bootstrap.servers", connection.bootstrapServers());
        settings.put("topic.prefix", topics.prefix());
        settings.put("application.id", topics.prefix() + "processor");
        settings.put("instance.id", "benchmark-" + instance);
        settings.put("state.dir", folder.resolve("state").toString());
        settings.put("http.port", "0");
        settings.put("topic.partitions", String.valueOf(shape.partitions()));
        settings.put("stream.threads", String.valueOf(shape.streamThreads()));
        return ProcessorSettings.of(settings);
    }

    /** When each image was sent. Safe for use by several threads. */
    private static final class Departures implements PublicationListener {
        private final Map<String, Long> nanos = new ConcurrentHashMap<>();

        @Override
        public void sending(CatalogueImage image, String eventId) {
            nanos.put(image.imageId(), System.nanoTime());
        }

        @Override
        public void stored(String eventId, int partition, long offset) {}

        long of(String imageId) {
            return Objects.requireNonNull(nanos.get(imageId), "a label of an image that was not sent: " + imageId);
        }
    }
}
