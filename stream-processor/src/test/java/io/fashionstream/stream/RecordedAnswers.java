package io.fashionstream.stream;

import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.stream.intake.Answer;
import io.fashionstream.stream.intake.AnswerCounts;
import io.fashionstream.stream.intake.AnswerListener;
import io.fashionstream.stream.ops.LastImages;
import io.fashionstream.stream.ops.LastRejections;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.ops.ServingMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;

/** Remembers every answer, and counts them as the processor does. */
final class RecordedAnswers implements AnswerListener {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PassedOver passedOver = new PassedOver(registry);
    private final AnswerCounts counts =
            new AnswerCounts(new ServingMetrics(registry), new LastImages(), new LastRejections(), passedOver);
    private final List<Answer> answers = new ArrayList<>();

    @Override
    public void answered(SourceRecord source, Answer answer) {
        counts.answered(source, answer);
        answers.add(answer);
    }

    List<Answer> all() {
        return answers;
    }

    List<PassedOver.Seen> passedOver() {
        return passedOver.seen();
    }
}
