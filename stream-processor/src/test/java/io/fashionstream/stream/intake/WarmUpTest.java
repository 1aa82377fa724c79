package io.fashionstream.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.ImageDecoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WarmUpTest {
    private final Intake intake = new Intake(new ImageDecoder(DecodeLimits.DEFAULT), Clock.systemUTC());
    private final List<IntakeResult> taken = new ArrayList<>();

    @Test
    void itsImagesAreReadAndDecodedAsRealOnesAre() {
        new WarmUp(Topics.DEFAULT, this::take).run();

        assertThat(taken).hasSizeGreaterThan(100).allMatch(IntakeResult.ReadyImage.class::isInstance);
    }

    private List<Answer> take(List<SourceRecord> batch) {
        List<Answer> answers = new ArrayList<>();
        for (SourceRecord source : batch) {
            taken.add(intake.take(source));
            answers.add(new Answer.Removal());
        }
        return answers;
    }
}
