package io.fashionstream.stream.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.testing.TestModels;
import io.fashionstream.stream.testing.TinyOnnx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnnxClassifierTest {
    private final OnnxClassifier classifier =
            new OnnxClassifier(TestModels.network(), TestModels.manifest("tiny"), 1, new InputBuffers(4));

    @AfterEach
    void close() {
        classifier.close();
    }

    @Test
    void answersComeInTheOrderOfTheImagesAlsoWhenThereAreMoreThanOneBatchHolds() {
        List<ImageTensor> images = new ArrayList<>();
        Classes.FASHION_MNIST.categories().forEach(category -> images.add(TestModels.image(category)));

        List<Prediction> predictions = classifier.classify(images);

        assertThat(predictions)
                .extracting(prediction -> answer(prediction).category())
                .isEqualTo(Classes.FASHION_MNIST.categories());
    }

    @Test
    void probabilitiesAreCalibratedByTheTemperature() {
        Prediction.Answer answer = answer(
                classifier.classify(List.of(TestModels.image(Category.BAG))).get(0));

        double calibrated = Math.exp(TestModels.LIT / TestModels.TEMPERATURE);
        assertThat(answer.confidence()).isCloseTo(calibrated / (calibrated + 9), within(1e-5));
        assertThat(answer.probabilities().values().stream().mapToDouble(p -> p).sum())
                .isCloseTo(1, within(1e-5));
        double plain = Math.exp(TestModels.LIT);
        assertThat(classifier.uncalibrated(List.of(TestModels.image(Category.BAG)))
                        .get(0)[8])
                .isCloseTo((float) (plain / (plain + 9)), within(1e-5f));
    }

    @Test
    void aLabelIsUncertainBelowTheManifestsThresholdAndCertainAboveIt() {
        // Confidence 0.8 is reached where exp(logit / 2) = 36, a logit of 7.17.
        assertThat(answer(classifier
                                .classify(List.of(TestModels.image(Category.SHIRT, 180)))
                                .get(0))
                        .uncertain())
                .isTrue();
        assertThat(answer(classifier
                                .classify(List.of(TestModels.image(Category.SHIRT, 186)))
                                .get(0))
                        .uncertain())
                .isFalse();
    }

    @Test
    void anImageIsOutOfDistributionAboveTheManifestsEnergyAndNotBelowIt() {
        // The free energy is -4 where exp(logit) + 9 = exp(4), a logit of 3.82.
        assertThat(answer(classifier
                                .classify(List.of(TestModels.image(Category.SHIRT, 96)))
                                .get(0))
                        .outOfDistribution())
                .isTrue();
        assertThat(answer(classifier
                                .classify(List.of(TestModels.image(Category.SHIRT, 99)))
                                .get(0))
                        .outOfDistribution())
                .isFalse();
    }

    /** Of {@code TestModels}: temperature 4 instead of 2, certain from 0.6, odd above -6 instead of -4. */
    @Test
    void theQuantisedNetworkHasATemperatureAndLimitsOfItsOwn() {
        try (OnnxClassifier quantised =
                new OnnxClassifier(TestModels.quantised("both"), Precision.INT8, 1, new InputBuffers(4))) {
            List<Prediction> predictions =
                    quantised.classify(List.of(TestModels.image(Category.BAG), TestModels.image(Category.SHIRT, 150)));

            double calibrated = Math.exp(TestModels.QUANTISED_LIT / TestModels.QUANTISED_TEMPERATURE);
            assertThat(answer(predictions.get(0)).confidence()).isCloseTo(calibrated / (calibrated + 9), within(1e-5));
            assertThat(answer(predictions.get(0)).uncertain()).isTrue();
            assertThat(answer(predictions.get(0)).outOfDistribution()).isFalse();
            assertThat(answer(predictions.get(1)).outOfDistribution()).isTrue();
            assertThat(answer(classifier
                                    .classify(List.of(TestModels.image(Category.SHIRT, 150)))
                                    .get(0))
                            .outOfDistribution())
                    .isFalse();
        }
    }

    @Test
    void anImageWithoutAFiniteAnswerLeavesItsNeighboursAlone() {
        List<Prediction> predictions = classifier.classify(
                List.of(TestModels.image(Category.COAT), TestModels.poison(), TestModels.image(Category.BAG)));

        assertThat(answer(predictions.get(0)).category()).isEqualTo(Category.COAT);
        assertThat(predictions.get(1)).isInstanceOf(Prediction.NoAnswer.class);
        assertThat(((Prediction.NoAnswer) predictions.get(1)).detail())
                .contains("expected finite logits", "T_SHIRT_TOP");
        assertThat(answer(predictions.get(2)).category()).isEqualTo(Category.BAG);
    }

    @Test
    void bytesThatAreNoNetworkAreRefused() {
        assertThatThrownBy(() ->
                        new OnnxClassifier(new byte[] {1, 2, 3}, TestModels.manifest("broken"), 1, new InputBuffers(4)))
                .isInstanceOf(ClassificationFailure.class)
                .hasMessageStartingWith("network.onnx cannot be loaded: ");
    }

    @Test
    void aNetworkWithOtherOutputsIsRefused() {
        byte[] other = TinyOnnx.dense(new float[7840], 1, "scores");

        assertThatThrownBy(() -> new OnnxClassifier(other, TestModels.manifest("other"), 1, new InputBuffers(4)))
                .isInstanceOf(ClassificationFailure.class)
                .hasMessage("network.onnx must have 2 tensors, one of them logits; it has [scores, probabilities]");
    }

    @Test
    void aBatchThatFailsIsTriedImageByImage() {
        PatientClassifier patient = new PatientClassifier(new FailsOn(TestModels.image(Category.COAT), classifier));

        List<Prediction> predictions = patient.classify(List.of(
                TestModels.image(Category.BAG), TestModels.image(Category.COAT), TestModels.image(Category.DRESS)));

        assertThat(answer(predictions.get(0)).category()).isEqualTo(Category.BAG);
        assertThat(((Prediction.NoAnswer) predictions.get(1)).detail()).contains("cannot bear coats");
        assertThat(answer(predictions.get(2)).category()).isEqualTo(Category.DRESS);
    }

    /** Fails as a whole on every batch that holds one certain image. */
    private record FailsOn(ImageTensor image, ImageClassifier other) implements ImageClassifier {
        @Override
        public List<Prediction> classify(List<ImageTensor> images) {
            if (images.stream().anyMatch(one -> one.pixel(0, 12) == image.pixel(0, 12) && one.pixel(0, 12) > 0)) {
                throw new ClassificationFailure("cannot bear coats");
            }
            return other.classify(images);
        }

        @Override
        public List<float[]> uncalibrated(List<ImageTensor> images) {
            return other.uncalibrated(images);
        }

        @Override
        public void close() {
            other.close();
        }
    }

    private static Prediction.Answer answer(Prediction prediction) {
        return (Prediction.Answer) prediction;
    }
}
