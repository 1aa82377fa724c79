package io.fashionstream.stream.trace;

import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.serde.SourceRecord;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Makes spans of the images' way. They are sent by a thread of OpenTelemetry's own, which images never wait for. */
final class OpenTelemetryTraces implements ImageTraces {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(OpenTelemetryTraces.class);
    private static final int LONGEST_CLOSE_SECONDS = 5;

    private final OpenTelemetrySdk sdk;
    private final ThreadLocal<ThreadSpans> ofThread;

    /** Held, because java.util.logging forgets the settings of loggers that nobody holds. */
    private final Logger complaints = Logger.getLogger("io.opentelemetry");

    OpenTelemetryTraces(OpenTelemetrySdk sdk, TraceSettings settings) {
        this.sdk = sdk;
        MessagingAttributes attributes = new MessagingAttributes(settings);
        this.ofThread = ThreadLocal.withInitial(() -> new ThreadSpans(
                sdk.getTracer("io.fashionstream"), sdk.getPropagators().getTextMapPropagator(), attributes));
    }

    /** @throws IllegalArgumentException if OpenTelemetry does not take its settings */
    static OpenTelemetryTraces start(TraceSettings settings) {
        OpenTelemetryTraces traces = new OpenTelemetryTraces(OpenTelemetrySdkStart.of(settings), settings);
        traces.complainInTheLog();
        log.info("Traces are on, and go out by OTLP");
        return traces;
    }

    private void complainInTheLog() {
        if (complaints.getHandlers().length == 0) {
            complaints.setUseParentHandlers(false);
            complaints.addHandler(new SLF4JBridgeHandler());
        }
    }

    @Override
    public void decoding(SourceRecord image) {
        ofThread.get().decoding(image);
    }

    @Override
    public void decoded(boolean ready) {
        ofThread.get().decoded(ready);
    }

    @Override
    public void classifying(String modelId) {
        ofThread.get().classifying(modelId);
    }

    @Override
    public void classified(@Nullable RuntimeException failure) {
        ofThread.get().classified(failure);
    }

    @Override
    public void sending(SourceRecord image, String topic, @Nullable Headers passedOn) {
        ofThread.get().sending(image, topic, passedOn);
    }

    @Override
    public void sent() {
        ofThread.get().sent();
    }

    @Override
    public void labelled(SourceRecord image, ImageLabel label) {
        ofThread.get().answered(image, span -> {
            span.setAttribute(MessagingAttributes.OUTCOME, "LABELLED");
            span.setAttribute(MessagingAttributes.MESSAGE_ID, label.imageEventId());
            span.setAttribute(MessagingAttributes.IMAGE_ID, label.imageId());
            span.setAttribute(MessagingAttributes.CATEGORY, label.category().code());
            span.setAttribute(MessagingAttributes.MODEL_ID, label.modelId());
        });
    }

    @Override
    public void rejected(SourceRecord image, RejectedImage rejection) {
        ofThread.get().answered(image, span -> {
            span.setAttribute(MessagingAttributes.OUTCOME, "REJECTED");
            span.setAttribute(MessagingAttributes.MESSAGE_ID, rejection.imageEventId());
            span.setAttribute(MessagingAttributes.IMAGE_ID, rejection.imageId());
            span.setAttribute(MessagingAttributes.ERROR_TYPE, rejection.reason().name());
            span.setStatus(StatusCode.ERROR, rejection.detail());
        });
    }

    @Override
    public void unanswered(SourceRecord image, String outcome) {
        ofThread.get().answered(image, span -> span.setAttribute(MessagingAttributes.OUTCOME, outcome));
    }

    @Override
    public void forget(TopicPartition partition) {
        ofThread.get().forget(partition);
    }

    @Override
    public void close() {
        if (!sdk.shutdown().join(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS).isSuccess()) {
            log.warn("Some of the last spans could not be sent within {} s", LONGEST_CLOSE_SECONDS);
        }
    }
}
