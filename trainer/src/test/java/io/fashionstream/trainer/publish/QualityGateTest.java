package io.fashionstream.trainer.publish;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelManifest.ClassQuality;
import io.fashionstream.event.ModelManifest.Measured;
import io.fashionstream.event.Provenance;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityGateTest {
    private final QualityGate gate = new QualityGate(new GateLimits(0.90, 0.70, 0.01, 0.05));

    @ParameterizedTest
    @CsvSource({"0.90, 0.70, true", "0.8999, 0.70, false", "0.90, 0.6999, false"})
    void theStatedMinimaHoldAtTheirBoundary(double accuracy, double shirtF1, boolean passes) {
        assertThat(gate.judge(model(measured(accuracy, shirtF1)), null).passes())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"0.94, 0.80, true", "0.9399, 0.80, false", "0.94, 0.7999, false", "0.99, 0.99, true"})
    void aModelMayLieBelowTheChampionByTheToleranceAndNoMore(double accuracy, double shirtF1, boolean passes) {
        ModelManifest champion = model(measured(0.95, 0.85));

        assertThat(gate.judge(model(measured(accuracy, shirtF1)), champion).passes())
                .isEqualTo(passes);
    }

    @Test
    void theTableShowsEachFigureAndWhyItFails() {
        GateVerdict verdict = gate.judge(model(measured(0.92, 0.65)), model(measured(0.95, 0.72)));

        assertThat(verdict.table())
                .startsWith("Quality gate, on test (10,000 images):")
                .contains("accuracy           0.9200   0.9500   0.9400  BELOW what the champion's figure less the"
                        + " tolerance allows, by 0.0200")
                .contains("f1 Shirt           0.6500   0.7200   0.7000  BELOW the minimum, by 0.0500")
                .contains("f1 Ankle boot      0.9200   0.9500   0.9000  ok")
                .hasLineCount(2 + 1 + 10);
    }

    @Test
    void theFirstModelHasOnlyTheMinimaToReach() {
        assertThat(gate.judge(model(measured(0.92, 0.75)), null).table())
                .contains("; no champion to compare with:")
                .contains("accuracy           0.9200        -   0.9000  ok");
    }

    @Test
    void anUntestedModelIsJudgedOnValidation() {
        ModelManifest untested = manifest(measured(0.85, 0.85), null);
        ModelManifest champion = manifest(measured(0.95, 0.95), measured(0.5, 0.5));

        GateVerdict verdict = gate.judge(untested, champion);

        assertThat(verdict.set()).isEqualTo("validation");
        assertThat(verdict.lines().get(0).needed()).isEqualTo(0.94);
        assertThat(verdict.passes()).isFalse();
    }

    @Test
    void aTestedModelIsNotComparedWithAnUntestedChampion() {
        GateVerdict verdict = gate.judge(model(measured(0.91, 0.8)), manifest(measured(0.99, 0.99), null));

        assertThat(verdict.lines().get(0).champion()).isNull();
        assertThat(verdict.passes()).isTrue();
    }

    @Test
    void limitsOutOfRangeAreNamedByTheirOption() {
        assertThatThrownBy(() -> new GateLimits(0.9, 70, 0, 0)).hasMessage("--min-class-f1 must be 0 to 1, got 70.0");
    }

    static Measured measured(double accuracy, double shirtF1) {
        return new Measured(
                10_000,
                accuracy,
                accuracy,
                0.01,
                Classes.FASHION_MNIST.categories().stream()
                        .collect(toMap(c -> c, c -> quality(c.equals(Category.SHIRT) ? shirtF1 : accuracy))),
                Classes.FASHION_MNIST.categories().stream().collect(toMap(c -> c, c -> 0.1)));
    }

    private static ClassQuality quality(double f1) {
        return new ClassQuality(f1, f1, f1, 1_000);
    }

    static ModelManifest model(Measured test) {
        return manifest(measured(0.99, 0.99), test);
    }

    private static ModelManifest manifest(Measured validation, @Nullable Measured test) {
        return new ModelManifest(
                1,
                new ModelManifest.Signature(
                        "compact-cnn",
                        Instant.EPOCH,
                        Classes.FASHION_MNIST,
                        new ModelManifest.Input(28, 28, ModelManifest.Scaling.UNIT)),
                new ModelManifest.Decision(
                        1,
                        new ModelManifest.CertaintyThreshold(0.8, 0.99, 0.8),
                        new ModelManifest.OutOfDistributionRule(-3, 0.01)),
                new Provenance(Map.of(), 1, 2, 3, 4, Map.of(), Map.of(), "here", "train", null),
                new ModelManifest.Quality(validation, test, 0),
                null);
    }
}
