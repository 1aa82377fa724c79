package io.fashionstream.stream.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.image.ImageTensor;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RepeatedAnswerTest {
    private static final List<ImageTensor> IMAGES =
            Collections.nCopies(3, new ImageTensor(new byte[ImageTensor.PIXELS]));

    private int asked;

    @Test
    void theNetworkIsAskedOnceForOneImage() {
        RepeatedAnswer repeated = new RepeatedAnswer(new Counted(new Prediction.NoAnswer("blank")));

        assertThat(repeated.classify(IMAGES)).hasSize(3).containsOnly(new Prediction.NoAnswer("blank"));
        assertThat(repeated.classify(IMAGES)).hasSize(3);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aNetworkThatFailsIsAnAnswerToo() {
        RepeatedAnswer repeated = new RepeatedAnswer(new Counted(null));

        assertThat(repeated.classify(IMAGES))
                .hasSize(3)
                .containsOnly(new Prediction.NoAnswer("the network failed on the first image: broken"));
    }

    private final class Counted implements ImageClassifier {
        private final @Nullable Prediction answer;

        Counted(@Nullable Prediction answer) {
            this.answer = answer;
        }

        @Override
        public List<Prediction> classify(List<ImageTensor> images) {
            asked += images.size();
            if (answer == null) {
                throw new ClassificationFailure("broken");
            }
            return List.of(answer);
        }

        @Override
        public List<float[]> uncalibrated(List<ImageTensor> images) {
            return List.of();
        }

        @Override
        public void close() {
            asked = 0;
        }
    }
}
