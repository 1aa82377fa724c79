package io.fashionstream.stream.trace;

import io.fashionstream.event.serde.SourceRecord;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The spans of one stream thread, from the look-ahead that begins them to the answer that ends them. Confined to it. */
final class ThreadSpans {
    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final MessagingAttributes attributes;
    private final TraceContext carrier = new TraceContext();
    private final Map<TopicPartition, ImagesInWork> inWork = new HashMap<>();
    private final List<Span> ready = new ArrayList<>();
    private Span image = Span.getInvalid();
    private Span decode = Span.getInvalid();
    private Span batch = Span.getInvalid();
    private Span send = Span.getInvalid();

    ThreadSpans(Tracer tracer, TextMapPropagator propagator, MessagingAttributes attributes) {
        this.tracer = tracer;
        this.propagator = propagator;
        this.attributes = attributes;
    }

    void decoding(SourceRecord source) {
        image = tracer.spanBuilder("process " + source.topic())
                .setParent(propagator.extract(Context.root(), source.headers(), carrier))
                .setSpanKind(SpanKind.CONSUMER)
                .setAllAttributes(attributes.process())
                .startSpan();
        if (image.isRecording()) {
            MessagingAttributes.describe(image, source);
        }
        inWork.computeIfAbsent(partition(source), key -> new ImagesInWork()).begin(source.offset(), image);
        decode = child(image, "decode image").startSpan();
    }

    void decoded(boolean isReady) {
        decode.end();
        if (isReady && image.isRecording()) {
            ready.add(image);
        }
    }

    /** The batch is a child of the image that asked for it, and knows all others; each image knows its batch. */
    void classifying(String modelId) {
        if (ready.isEmpty()) {
            return;
        }
        SpanBuilder builder = child(ready.get(0), "classify batch")
                .setAttribute(MessagingAttributes.BATCH_IMAGES, (long) ready.size())
                .setAttribute(MessagingAttributes.MODEL_ID, modelId);
        for (Span one : ready) {
            builder.addLink(one.getSpanContext());
        }
        batch = builder.startSpan();
        SpanContext known = batch.getSpanContext();
        for (Span one : ready) {
            one.addLink(known);
        }
        ready.clear();
    }

    void classified(@Nullable RuntimeException failure) {
        if (failure != null) {
            batch.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
            batch.setAttribute(
                    MessagingAttributes.ERROR_TYPE, failure.getClass().getName());
        }
        batch.end();
        batch = Span.getInvalid();
    }

    void sending(SourceRecord source, String topic, @Nullable Headers passedOn) {
        ImagesInWork images = inWork.get(partition(source));
        Span asked = images == null ? null : images.get(source.offset());
        if (asked == null) {
            return;
        }
        send = child(asked, "send " + topic)
                .setSpanKind(SpanKind.PRODUCER)
                .setAllAttributes(attributes.send())
                .startSpan();
        MessagingAttributes.describe(send, topic);
        if (passedOn != null) {
            propagator.inject(Context.root().with(send), passedOn, carrier);
        }
    }

    void sent() {
        send.end();
        send = Span.getInvalid();
    }

    /** Ends the span of {@code source}, after {@code last} has told it what became of the image. */
    void answered(SourceRecord source, Consumer<Span> last) {
        ImagesInWork images = inWork.get(partition(source));
        Span answered = images == null ? null : images.end(source.offset());
        if (answered != null) {
            last.accept(answered);
            answered.end();
        }
    }

    void forget(TopicPartition partition) {
        ImagesInWork images = inWork.remove(partition);
        if (images != null) {
            images.abandon();
        }
    }

    private SpanBuilder child(Span parent, String name) {
        return tracer.spanBuilder(name).setParent(Context.root().with(parent));
    }

    private static TopicPartition partition(SourceRecord source) {
        return new TopicPartition(source.topic(), source.partition());
    }
}
