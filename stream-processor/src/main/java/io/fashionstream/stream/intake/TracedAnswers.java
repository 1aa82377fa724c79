package io.fashionstream.stream.intake;

import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.task.Outgoing;
import io.fashionstream.stream.trace.ImageTraces;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards the records of answers, and has spans made of that. Safe for use by several threads. */
final class TracedAnswers {
    private final AnswerRecords records;
    private final ImageTraces traces;

    TracedAnswers(AnswerRecords records, ImageTraces traces) {
        this.records = records;
        this.traces = traces;
    }

    /** Forwards {@code answer}. Labels pass the trace on; a rejected image keeps its own headers. */
    void forward(SourceRecord source, Answer answer, ProcessorContext<byte[], Outgoing<?>> context) {
        boolean label = answer instanceof Answer.Labelled;
        for (Record<byte[], Outgoing<?>> record : records.of(source, answer)) {
            traces.sending(source, record.value().topic(), label ? record.headers() : null);
            context.forward(record);
            traces.sent();
        }
        end(source, answer);
    }

    private void end(SourceRecord source, Answer answer) {
        if (answer instanceof Answer.Labelled labelled) {
            traces.labelled(source, labelled.label());
        } else if (answer instanceof Answer.Rejected rejected) {
            traces.rejected(source, rejected.rejection());
        } else {
            traces.unanswered(source, answer instanceof Answer.Duplicate ? "DUPLICATE" : "REMOVAL");
        }
    }
}
