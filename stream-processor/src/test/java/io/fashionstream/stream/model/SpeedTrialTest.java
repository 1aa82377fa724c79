package io.fashionstream.stream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.ModelRollout.Speed;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.testing.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedTrialTest {
    private final ScriptedClock clock = new ScriptedClock();
    private final SpeedTrial trial = new SpeedTrial(clock);
    private final List<String> turns = new ArrayList<>();

    @Test
    void networksTakeTurnsWithSingleImagesAndThenWithFullBatches() {
        trial.run(model("trained", 300), model("quantised", 100), images(8));

        assertThat(turns).hasSizeGreaterThanOrEqualTo(20);
        assertThat(turns.subList(0, 4)).containsExactly("trained 1", "quantised 1", "trained 1", "quantised 1");
        assertThat(turns.subList(turns.size() - 4, turns.size()))
                .containsExactly("trained 8", "quantised 8", "trained 8", "quantised 8");
    }

    @Test
    void speedsAreImagesPerSecondOfEachNetworkAndSizeOfBatch() {
        SpeedComparison speeds = trial.run(model("trained", 400), model("quantised", 100), images(8));

        assertThat(speeds.speeds())
                .containsExactly(
                        new Speed(Precision.FP32, 1, 2_500),
                        new Speed(Precision.INT8, 1, 10_000),
                        new Speed(Precision.FP32, 8, 2_500),
                        new Speed(Precision.INT8, 8, 10_000));
        assertThat(speeds.inWords())
                .isEqualTo("int8 ran 4.00 times as fast as fp32 with single images,"
                        + " 4.00 times as fast as fp32 in batches of 8");
    }

    @Test
    void whereBatchesAreOfOneImageOnlyThatIsTimed() {
        assertThat(trial.run(model("trained", 400), model("quantised", 100), images(1))
                        .speeds())
                .hasSize(2);
    }

    /** A third of the turns is interrupted for long, and always in the turn of the same network. */
    @Test
    void interruptionsOfAFewTurnsDoNotCount() {
        ServingModel interrupted = new TimedModel(
                clock, "quantised", turns, turn -> turn % 3 == 0 ? Duration.ofMillis(20) : Duration.ofNanos(100_000));

        SpeedComparison speeds = trial.run(model("trained", 200), interrupted, images(1));

        assertThat(speeds.isQuantisedFaster()).isTrue();
        assertThat(speeds.speeds()).contains(new Speed(Precision.INT8, 1, 10_000));
    }

    @Test
    void slowNetworksAreNotTimedForLong() {
        trial.run(model("trained", 900_000), model("quantised", 800_000), images(1));

        assertThat(turns).hasSize(10);
        assertThat(Duration.ofNanos(clock.getAsLong())).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void aGainUnderATenthOrOnlyWithOneSizeOfBatchIsNotEnough() {
        assertThat(faster(pair(1, 1.1), pair(64, 1.1))).isTrue();
        assertThat(faster(pair(1, 1.09), pair(64, 2))).isFalse();
        assertThat(faster(pair(1, 2), pair(64, 1.09))).isFalse();
        assertThat(new SpeedComparison(List.of(pair(1, 2), pair(64, 1.09))).inWords())
                .isEqualTo("int8 ran 2.00 times as fast as fp32 with single images,"
                        + " 1.09 times as fast as fp32 in batches of 64; it takes 1.10");
    }

    private static boolean faster(SpeedComparison.Pair... pairs) {
        return new SpeedComparison(List.of(pairs)).isQuantisedFaster();
    }

    private static SpeedComparison.Pair pair(int batchImages, double times) {
        return new SpeedComparison.Pair(batchImages, 1_000, 1_000 * times);
    }

    private ServingModel model(String name, long microsOfAnImage) {
        return new TimedModel(clock, name, turns, turn -> Duration.ofNanos(microsOfAnImage * 1_000));
    }

    private static List<ImageTensor> images(int count) {
        return Collections.nCopies(count, TestModels.image(Category.BAG));
    }
}
