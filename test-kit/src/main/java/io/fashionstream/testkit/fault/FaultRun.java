package io.fashionstream.testkit.fault;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import io.fashionstream.testkit.catalogue.Catalogue;
import io.fashionstream.testkit.catalogue.LedgerEntries;
import io.fashionstream.testkit.catalogue.StreamPlan;
import io.fashionstream.testkit.ledger.AccuracyAudit;
import io.fashionstream.testkit.ledger.Answer;
import io.fashionstream.testkit.ledger.AnswerReader;
import io.fashionstream.testkit.ledger.CanaryAudit;
import io.fashionstream.testkit.ledger.Finding;
import io.fashionstream.testkit.ledger.Ledger;
import io.fashionstream.testkit.ledger.Oracle;
import io.fashionstream.testkit.process.ProcessorJvm;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A catalogue publishes images, and stream processors in JVMs of their own label them, while the caller makes things fail. At
 * the end an {@link Oracle} examines the answer to every image. Driven by one thread.
 */
public final class FaultRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Many commit intervals: a second answer to an image would be committed within that time. */
    private static final Duration TIME_FOR_A_SECOND_ANSWER = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final Topics topics;
    private final Path directory;
    private final StreamPlan plan;
    private final Ledger ledger = new Ledger();
    private final Map<String, ModelArtifact> models = new ConcurrentHashMap<>();
    private final Set<String> champions = new HashSet<>();
    private final Map<String, ProcessorJvm> instances = new LinkedHashMap<>();
    private final AnswerReader reader;
    private final Catalogue catalogue;
    private final ExecutorService publisher = Executors.newSingleThreadExecutor();
    private Future<?> publishing = CompletableFuture.completedFuture(null);
    private int images;
    private int answers;
    private Instant lastAnswer = Instant.now();
    private Duration longestSilence = Duration.ZERO;

    /**
     * Creates the topics.
     *
     * @param directory for logs and state of the processors
     * @param plan what {@link #startStreaming} publishes
     */
    public FaultRun(KafkaConnection connection, Topics topics, int partitions, Path directory, StreamPlan plan) {
        this(connection, topics, partitions, 1, directory, plan);
    }

    /**
     * Creates the topics.
     *
     * @param replicas of each topic; with three or more, two must have a record before it counts as written
     */
    public FaultRun(
            KafkaConnection connection, Topics topics, int partitions, int replicas, Path directory, StreamPlan plan) {
        this.connection = connection;
        this.topics = topics;
        this.directory = directory;
        this.plan = plan;
        this.images = plan.images().size();
        new TopicCreation(connection, BROKER_PATIENCE).create(TopicSpecs.of(topics, partitions), replicas);
        this.reader = new AnswerReader(connection, topics);
        this.catalogue = new Catalogue(connection, topics, new LedgerEntries(ledger));
    }

    /** Settings of a broker that lets a group miss a killed processor as soon as these processors ask for. */
    public static Map<String, String> brokerSettings() {
        return Map.of("group.min.session.timeout.ms", "1000");
    }

    /** Publishes the plan from a thread of its own, to its end or until {@link #endStreaming}. */
    public void startStreaming() {
        publishing = publisher.submit(() -> {
            catalogue.publish(plan.images(), plan.imagesPerSecond());
            return null;
        });
    }

    /**
     * Publishes nothing more of the plan.
     *
     * @throws ExecutionException if an image could not be published
     */
    public void endStreaming() throws ExecutionException, InterruptedException {
        catalogue.end();
        publishing.get();
        images = ledger.images();
    }

    /** Sends the latest events once more, as a careless publisher does. */
    public void sendAgain(int events) {
        catalogue.sendAgain(events);
    }

    /** Releases a model as champion. The labels that name it will be recomputed with it. */
    public void release(ModelArtifact model) {
        know(model);
        champions.add(model.modelId());
        releases().publish(model, ModelAlias.CHAMPION, "fault run");
    }

    /** Takes the champion back to the model before it. */
    public void rollBack() {
        releases().rollBack(ModelAlias.CHAMPION, "fault run");
    }

    /** Knows a model that somebody else releases: the labels that name it will be recomputed with it. */
    public void know(ModelArtifact model) {
        models.put(model.modelId(), model);
    }

    /** Starts an instance that was not there before. */
    public ProcessorJvm join(String name) {
        return join(name, connection);
    }

    /** Starts an instance that connects to another address of the same broker. */
    public ProcessorJvm join(String name, KafkaConnection address) {
        ProcessorJvm instance = ProcessorJvm.start(name, address, topics, directory, QuickRecovery.settings(topics));
        instances.put(name, instance);
        return instance;
    }

    /** Starts an ended instance again. */
    public void startAgain(String name) {
        instances.put(name, instance(name).startAgain());
    }

    /** An instance by name, running or not. */
    public ProcessorJvm instance(String name) {
        ProcessorJvm instance = instances.get(name);
        if (instance == null) {
            throw new IllegalArgumentException("no instance " + name + ", there are " + instances.keySet());
        }
        return instance;
    }

    /**
     * Reads answers until {@code more} further ones are committed, or all images are answered.
     *
     * @throws TimeoutException if there was no answer at all for 90 s
     */
    public void awaitAnswers(int more) throws TimeoutException {
        int wanted = Math.min(answers + more, images);
        while (answers < wanted) {
            follow();
            if (Duration.between(lastAnswer, Instant.now()).compareTo(PATIENCE) > 0) {
                throw new TimeoutException("%d of %d answers, and none for %s; logs are in %s"
                        .formatted(answers, images, PATIENCE, directory));
            }
        }
    }

    /** Reads answers for some time, however many come. */
    public void watch(Duration time) {
        Instant until = Instant.now().plus(time);
        while (Instant.now().isBefore(until)) {
            follow();
        }
    }

    /** Whether images are still being published. */
    boolean isPublishing() {
        return !publishing.isDone();
    }

    int answers() {
        return answers;
    }

    int images() {
        return images;
    }

    /** Longest time without any answer so far. */
    Duration longestSilence() {
        return longestSilence;
    }

    /**
     * Waits until every image is published and answered, and examines the answers. If no answer comes for 90 s, it returns one
     * finding that says so.
     *
     * @throws ExecutionException if an image could not be published
     */
    public List<Finding> finish() throws ExecutionException, InterruptedException {
        try {
            awaitAnswers(images);
        } catch (TimeoutException e) {
            return List.of(new Finding("every image has exactly one answer", false, String.valueOf(e.getMessage())));
        }
        publishing.get();
        TimeUnit.MILLISECONDS.sleep(TIME_FOR_A_SECOND_ANSWER.toMillis());
        return examine();
    }

    @Override
    public void close() {
        publisher.shutdownNow();
        catalogue.close();
        reader.close();
        instances.values().forEach(ProcessorJvm::close);
    }

    private void follow() {
        List<Answer> seen = reader.poll(POLL);
        Instant now = Instant.now();
        Duration silence = Duration.between(lastAnswer, now);
        longestSilence = answers > 0 && silence.compareTo(longestSilence) > 0 ? silence : longestSilence;
        lastAnswer = seen.isEmpty() ? lastAnswer : now;
        answers += seen.size();
    }

    private List<Finding> examine() throws InterruptedException {
        List<Answer> all;
        try (AnswerReader auditor = new AnswerReader(connection, topics)) {
            all = auditor.readToEnd();
        }
        List<Finding> findings;
        try (ModelRecomputation recomputation = new ModelRecomputation(models.values(), plan.pictures())) {
            findings = new ArrayList<>(new Oracle(ledger, recomputation).examine(all));
        }
        findings.add(new AccuracyAudit(connection, topics).examine(all));
        findings.add(new CanaryAudit(CanaryAudit.steps(connection, topics), champions).examine(all));
        return findings;
    }

    private ReleasePublisher releases() {
        return new ReleasePublisher(connection, topics, BROKER_PATIENCE, Clock.systemUTC());
    }
}
