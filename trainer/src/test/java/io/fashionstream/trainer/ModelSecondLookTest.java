package io.fashionstream.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fashionstream.accuracy.Softmax;
import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.export.OnnxScorer;
import io.fashionstream.trainer.export.SecondLook;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A second look goes into an artifact only if it is clearly better, and with all that serving needs of it. */
class ModelSecondLookTest {
    private static final DataSet DATA = FashionMnist.read(Sample.FOLDER);
    private static final SecondLook LOOK = new SecondLook(0.95);
    private static final Map<String, String> FLIPPED = Map.of("flip", "true");

    @Test
    void aModelThatIsBetterWithASecondLookGetsItWithItsFiguresAndAnswers() {
        ModelArtifact model = LeftOrRight.model(3, DATA.sha256(), FLIPPED);

        ModelSecondLook.Outcome outcome = ModelSecondLook.of(model, DATA, LOOK, 1);

        ModelArtifact looksTwice = outcome.artifact().orElseThrow();
        ModelManifest manifest = looksTwice.manifest();
        assertThat(outcome.gain().isClear()).isTrue();
        assertThat(outcome.accuracyAfter()).isGreaterThan(outcome.accuracyBefore());
        assertThat(outcome.shareDoubted()).isBetween(0.05, 0.95);
        assertThat(manifest.validation().accuracy()).isEqualTo(outcome.accuracyAfter());
        assertThat(Objects.requireNonNull(manifest.test()).images()).isEqualTo(200);
        assertThat(manifest.temperature()).isNotEqualTo(model.manifest().temperature());
        assertThat(manifest.inputs()).isNotNull();
        assertThat(SecondLook.of(manifest.provenance())).isEqualTo(LOOK);
        assertThat(manifest.provenance().command()).isEqualTo("train; fashion-stream second-look --below 0.95");
        assertThat(looksTwice.trainedNetwork()).isEqualTo(model.trainedNetwork());
        assertThat(looksTwice.holds(Precision.INT8)).isFalse();
        assertThat(looksTwice.report()).contains("One look.").contains("it looks at the mirror image too");
        assertAnswersItsCanaries(looksTwice, Precision.FP32);
    }

    @Test
    void itsNetworkOfIntegersLooksAgainToo() {
        ModelArtifact model = ModelQuantisation.of(LeftOrRight.model(6, DATA.sha256(), FLIPPED), DATA, 1)
                .artifact();
        assertThat(model.holds(Precision.INT8)).isTrue();

        ModelArtifact looksTwice =
                ModelSecondLook.of(model, DATA, LOOK, 1).artifact().orElseThrow();

        assertThat(looksTwice.holds(Precision.INT8)).isTrue();
        assertThat(looksTwice.network(Precision.INT8)).hasSizeGreaterThan(model.network(Precision.INT8).length);
        assertThat(Objects.requireNonNull(looksTwice.manifest().int8())
                        .validation()
                        .accuracy())
                .isGreaterThan(
                        model.manifest().servedWith(Precision.INT8).validation().accuracy());
        assertAnswersItsCanaries(looksTwice, Precision.INT8);
        assertThat(ModelQuantisation.of(looksTwice, DATA, 1).artifact().network(Precision.INT8))
                .isEqualTo(looksTwice.network(Precision.INT8));
    }

    @Test
    void aModelThatAnswersAlikeFromBothSidesIsLeftAsItIs() {
        ModelSecondLook.Outcome outcome =
                ModelSecondLook.of(LeftOrRight.model(0, DATA.sha256(), FLIPPED), DATA, LOOK, 1);

        assertThat(outcome.artifact()).isEmpty();
        assertThat(outcome.gain().difference()).isEqualTo(0, within(1e-5));
        assertThat(outcome.accuracyAfter()).isEqualTo(outcome.accuracyBefore());
    }

    @Test
    void withoutATestSetNoneIsMeasured() {
        ModelArtifact model = LeftOrRight.model(3, DATA.sha256(), FLIPPED);

        ModelArtifact looksTwice = ModelSecondLook.of(model, DATA.withoutTest(), LOOK, 1)
                .artifact()
                .orElseThrow();

        assertThat(looksTwice.manifest().test()).isNull();
    }

    @Test
    void aModelThatLooksTwiceAlreadyIsRefused() {
        ModelArtifact model = LeftOrRight.model(3, DATA.sha256(), LOOK.addedTo(FLIPPED));

        assertThatThrownBy(() -> ModelSecondLook.of(model, DATA, LOOK, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a second look already");
    }

    @Test
    void aModelThatDidNotLearnMirrorImagesIsRefused() {
        ModelArtifact model = LeftOrRight.model(3, DATA.sha256(), Map.of("flip", "false"));

        assertThatThrownBy(() -> ModelSecondLook.of(model, DATA, LOOK, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a second look is at the mirror image: expected flip=true in the manifest")
                .hasMessageEndingWith("found false");
    }

    @Test
    void otherDataThanTheModelsIsRefused() {
        ModelArtifact foreign = LeftOrRight.model(3, Map.of("train-images-idx3-ubyte", "0".repeat(64)), FLIPPED);

        assertThatThrownBy(() -> ModelSecondLook.of(foreign, DATA, LOOK, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can be given a second look with the data that it was trained on");
    }

    private static void assertAnswersItsCanaries(ModelArtifact model, Precision precision) {
        try (OnnxScorer scorer = new OnnxScorer(model.network(precision), PixelScaling.UNIT, 1)) {
            for (Canary canary : model.canaries()) {
                float[] logits = scorer.logits(new LabelledImages(canary.pixels(), new byte[1]))[0];
                assertThat(Softmax.of(logits)).containsExactly(canary.probabilities(precision), within(1e-5f));
            }
        }
    }
}
