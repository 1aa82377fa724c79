package io.fashionstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.training.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeachersTest {
    private static final LabelledImages IMAGES = Sample.training();

    private static ModelArtifact model;

    @BeforeAll
    static void read() throws IOException {
        model = ModelArtifact.read(Path.of("..", "models", "compact-cnn"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aTargetIsTheLabelAndTheMeanOfTheTeachersProbabilities(int teachers) {
        Targets labels = Targets.ofLabels(IMAGES, 0);

        Targets taught =
                new Teachers(Collections.nCopies(teachers, model), 0.75, Teachers.Asked.ONCE).teach(IMAGES, labels, 1);

        float[][] said = said();
        for (int i = 0; i < IMAGES.size(); i++) {
            float[] row = new float[10];
            taught.copy(i, row, 0);
            for (int label = 0; label < row.length; label++) {
                double own = label == IMAGES.label(i) ? 0.25 : 0;
                assertThat((double) row[label]).isCloseTo(own + 0.75 * said[i][label], within(1e-6));
            }
        }
    }

    @Test
    void aTeacherThatNumbersTheClassesOtherwiseIsRefused() {
        List<Category> reversed = new ArrayList<>(IMAGES.classes().categories());
        Collections.reverse(reversed);
        LabelledImages others = new LabelledImages(IMAGES.pixels(), IMAGES.labels(), Classes.ofCodes(reversed));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Teachers(List.of(model), 0.5, Teachers.Asked.ONCE)
                        .teach(others, Targets.ofLabels(others, 0), 1))
                .withMessageContainingAll("expected teachers of the classes [ANKLE_BOOT", model.modelId());
    }

    @Test
    void thereIsATeacherAndItHasAShare() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Teachers(List.of(), 0.5, Teachers.Asked.ONCE))
                .withMessageContaining("at least one teacher");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Teachers(List.of(model), 0, Teachers.Asked.ONCE))
                .withMessageContaining("over 0 and at most 1, got 0.0");
        assertThat(new Teachers(List.of(model), 1, Teachers.Asked.ONCE).share()).isOne();
    }

    private static float[][] said() {
        try (OnnxScorer scorer = new OnnxScorer(
                model.network(), new PixelScaling(model.manifest().input().scaling()), 1)) {
            return scorer.probabilities(IMAGES);
        }
    }
}
