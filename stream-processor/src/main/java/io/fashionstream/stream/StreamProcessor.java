package io.fashionstream.stream;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.Precision;
import io.fashionstream.stream.http.HttpPort;
import io.fashionstream.stream.model.KafkaReleaseSource;
import io.fashionstream.stream.model.ReleaseSource;
import io.fashionstream.stream.ops.ServingFigures;
import io.fashionstream.stream.settings.ProcessorSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the stream processor, for a command or for a program that embeds it.
 *
 * <p>{@link #start} returns at once. The processor then waits for a broker, for the topics, and for a first verified
 * model, in that order and as long as it takes; it answers on its HTTP port meanwhile, live but not ready. Safe for use
 * by several threads.
 */
public final class StreamProcessor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamProcessor.class);

    private final ProcessorSettings settings;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Serving serving;
    private final HttpPort http;
    private final Thread startup = new Thread(this::comeUp, "stream-processor-start");
    private volatile ProcessorState state = ProcessorState.NEW;

    /** A processor that serves the models released on the topics of its own settings, with ONNX Runtime. */
    public StreamProcessor(ProcessorSettings settings) {
        this(settings, new OnnxLoader(settings));
    }

    /** A processor that makes classifiers of its own kind of the released artifacts. */
    public StreamProcessor(ProcessorSettings settings, ClassifierLoader loader) {
        this(settings, () -> new KafkaReleaseSource(settings.connection(), settings.topics()), loader);
    }

    /**
     * A processor with parts put in place of its own.
     *
     * @param releases where models come from
     * @param loader what makes a classifier of an artifact
     */
    StreamProcessor(ProcessorSettings settings, Supplier<? extends ReleaseSource> releases, ClassifierLoader loader) {
        this.settings = settings;
        this.serving = new Serving(settings, releases, loader, this::fail);
        this.http = new HttpPort(settings.http().host(), settings.http().port());
        new OpsPages(this, serving).addTo(http);
    }

    /** Begins to come up, and returns at once. */
    public StreamProcessor start() {
        state = ProcessorState.WAITING_FOR_BROKER;
        http.start();
        startup.setDaemon(true);
        startup.start();
        log.info("Stream processor {} answers at {}", settings.instanceId(), address());
        return this;
    }

    /** How far it has come. */
    public ProcessorState state() {
        return state;
    }

    /** Whether it can still make progress: it has not failed. */
    public boolean isLive() {
        return state != ProcessorState.FAILED && !serving.isDead();
    }

    /** Whether images stream: a model serves, and partitions are assigned. */
    public boolean isReady() {
        return state == ProcessorState.RUNNING && serving.isRunning();
    }

    /**
     * Waits until it is ready; false if it is not within {@code patience}.
     *
     * @throws ProcessorFailure if it failed
     */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return await(this::isReady, patience);
    }

    /**
     * Waits until the model {@code modelId} serves under {@code alias}: batches that begin from then on are labelled by it.
     * False if it does not within {@code patience}.
     *
     * @throws ProcessorFailure if the processor failed
     */
    public boolean awaitModel(ModelAlias alias, String modelId, Duration patience) throws InterruptedException {
        return await(() -> modelId(alias).filter(modelId::equals).isPresent(), patience);
    }

    private boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || awaitEnd(Duration.ofMillis(20))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Waits until it is closed; false if it is not within {@code patience}.
     *
     * @throws ProcessorFailure if it failed
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new ProcessorFailure(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Where page, metrics and health are. */
    public URI address() {
        return http.address();
    }

    /** What it did since it started. */
    public ServingFigures figures() {
        return serving.figures();
    }

    /** Id of the model that serves under {@code alias} now, or empty if there is none. */
    public Optional<String> modelId(ModelAlias alias) {
        return serving.modelId(alias);
    }

    /** Which network of the model that serves under {@code alias} now serves, or empty if there is none. */
    public Optional<Precision> precision(ModelAlias alias) {
        return serving.precision(alias);
    }

    /**
     * Drains and ends: images in work are finished and committed, the others are left to other instances or the next
     * start. Waits for that, but not longer than {@code close.timeout.ms}.
     */
    @Override
    public void close() {
        enter(ProcessorState.CLOSED);
        startup.interrupt();
        serving.close();
        http.close();
        ended.complete(null);
    }

    private void comeUp() {
        try {
            new BrokerGate(settings).pass();
            enter(ProcessorState.WAITING_FOR_MODEL);
            serving.awaitModel();
            serving.startStreams();
            enter(ProcessorState.RUNNING);
        } catch (InterruptedException e) {
            log.debug("Closed before it was up", e);
        } catch (RuntimeException | LinkageError e) {
            fail(e);
        }
    }

    private synchronized void enter(ProcessorState next) {
        if (state != ProcessorState.CLOSED && state != ProcessorState.FAILED) {
            state = next;
        }
    }

    private synchronized void fail(Throwable cause) {
        if (state == ProcessorState.CLOSED || state == ProcessorState.FAILED) {
            log.debug("Failed when it was ending anyway", cause);
            return;
        }
        enter(ProcessorState.FAILED);
        log.error("The stream processor ends: {}", cause.getMessage(), cause);
        ended.completeExceptionally(cause);
    }
}
