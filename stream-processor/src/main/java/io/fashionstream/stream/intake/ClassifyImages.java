package io.fashionstream.stream.intake;

import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.batch.LookAhead;
import io.fashionstream.stream.batch.LookAheads;
import io.fashionstream.stream.duplicate.AnsweredEvents;
import io.fashionstream.stream.task.Outgoing;
import io.fashionstream.stream.task.Sources;
import io.fashionstream.stream.task.Task;
import io.fashionstream.stream.task.TaskSupplier;
import io.fashionstream.stream.trace.ImageTraces;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Forwards the answer to each image, at once; the look-ahead decides together with which other images it is computed.
 * Holds nothing back.
 *
 * <p>The look-ahead computes without state. Whether an event was answered before is asked when it is its record's own turn,
 * in the order of the partition, and what is remembered is committed with the answer.
 */
public final class ClassifyImages implements Task<byte[], byte[]> {
    private static final Duration REPORT = Duration.ofSeconds(10);

    private final ProcessorContext<byte[], Outgoing<?>> context;
    private final LookAheads<Answer> lookAheads;
    private final OnceOnly onceOnly;
    private final TracedAnswers answers;
    private final ImageTraces traces;
    private final AnswerListener listener;
    private final boolean commitEarly;
    private final TopicPartition partition;

    /**
     * How images are answered.
     *
     * @param duplicateHorizon for how long an event is known again; zero for never
     * @param commitEarly whether to commit when a stream thread has answered all images that it polled, instead of when the
     *     commit interval is over
     */
    public record Settings(Topics topics, Duration duplicateHorizon, boolean commitEarly) {}

    private ClassifyImages(
            ProcessorContext<byte[], Outgoing<?>> context,
            LookAheads<Answer> lookAheads,
            AnswerListener listener,
            TracedAnswers answers,
            ImageTraces traces,
            Settings settings) {
        this.context = context;
        this.lookAheads = lookAheads;
        this.onceOnly = new OnceOnly(AnsweredEvents.of(context, settings.duplicateHorizon()));
        this.answers = answers;
        this.traces = traces;
        this.listener = listener;
        this.commitEarly = settings.commitEarly();
        this.partition = new TopicPartition(
                settings.topics().productImages(), context.taskId().partition());
        context.schedule(REPORT, PunctuationType.WALL_CLOCK_TIME, now -> listener.report());
    }

    /** Processors and their store. */
    public static ProcessorSupplier<byte[], byte[], byte[], Outgoing<?>> supplier(
            LookAheads<Answer> lookAheads, AnswerListener listener, ImageTraces traces, Settings settings) {
        TracedAnswers answers = new TracedAnswers(new AnswerRecords(settings.topics()), traces);
        return new TaskSupplier<>(
                context -> new ClassifyImages(context, lookAheads, listener, answers, traces, settings),
                AnsweredEvents.stores(settings.duplicateHorizon()));
    }

    @Override
    public void process(Record<byte[], byte[]> image) {
        SourceRecord source = Sources.of(context, image);
        LookAhead<Answer> lookAhead = lookAheads.ofThisThread();
        Answer answer = onceOnly.settle(source, lookAhead.resultOf(source));
        answers.forward(source, answer, context);
        listener.answered(source, answer);
        if (commitEarly && lookAhead.isDrained()) {
            context.commit();
        }
    }

    @Override
    public void close() {
        lookAheads.ofThisThread().forget(partition);
        traces.forget(partition);
    }
}
