package io.fashionstream.stream.model;

import static io.fashionstream.event.Precision.FP32;
import static io.fashionstream.event.Precision.INT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelRollout.Serving;
import io.fashionstream.event.ModelRollout.Speed;
import io.fashionstream.event.Precision;
import io.fashionstream.stream.testing.TestModels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkChoiceTest {
    private static final int BATCH = 8;

    private final ModelArtifact old = TestModels.artifact("old");
    private final ModelArtifact quantised = TestModels.quantised("quantised");
    private final ScriptedClock clock = new ScriptedClock();
    private final ScriptedNetworks networks = new ScriptedNetworks(clock);

    @Test
    void theQuantisedNetworkServesWhereItIsFasterAndTheOtherIsFreed() throws ModelRefused {
        networks.takes(FP32, Duration.ofNanos(200_000)).takes(INT8, Duration.ofNanos(100_000));

        Serving serving = serving(PrecisionSetting.AUTO, quantised);

        assertThat(serving.precision()).isEqualTo(INT8);
        assertThat(serving.reason()).startsWith("int8 ran 2.00 times as fast as fp32 with single images");
        assertThat(serving.speeds()).contains(new Speed(FP32, BATCH, 5_000), new Speed(INT8, BATCH, 10_000));
        assertThat(networks.inMemory()).containsExactly(INT8);
    }

    @Test
    void theTrainedNetworkServesWhereTheQuantisedOneIsNotFasterAndThatIsFreed() throws ModelRefused {
        networks.takes(FP32, Duration.ofNanos(100_000)).takes(INT8, Duration.ofNanos(125_000));

        Serving serving = serving(PrecisionSetting.AUTO, quantised);

        assertThat(serving.precision()).isEqualTo(FP32);
        assertThat(serving.reason())
                .contains("int8 ran 0.80 times as fast as fp32")
                .endsWith("; it takes 1.10");
        assertThat(serving.speeds()).hasSize(4);
        assertThat(networks.inMemory()).containsExactly(FP32);
    }

    @Test
    void theTrainedNetworkServesWhereTheQuantisedOneDisagreesWithItsCanaries() throws ModelRefused {
        networks.isWrong(INT8);

        Serving serving = serving(PrecisionSetting.AUTO, quantised);

        assertThat(serving.precision()).isEqualTo(FP32);
        assertThat(serving.reason()).startsWith("int8 does not pass: canary 0 must have T_SHIRT_TOP at 0.97");
        assertThat(serving.speeds()).isEmpty();
        assertThat(networks.inMemory()).containsExactly(FP32);
    }

    @Test
    void theTrainedNetworkServesWhereTheQuantisedOneCannotBeLoaded() throws ModelRefused {
        networks.cannotBeLoaded(INT8);

        assertThat(serving(PrecisionSetting.AUTO, quantised))
                .isEqualTo(new Serving(FP32, "int8 does not pass: no kernel for INT8", List.of()));
    }

    @Test
    void aModelWhoseTrainedNetworkDisagreesIsRefusedHoweverGoodTheQuantisedOneIs() {
        networks.isWrong(FP32);

        assertThatThrownBy(() -> serving(PrecisionSetting.AUTO, quantised))
                .isInstanceOf(ModelRefused.class)
                .hasMessageStartingWith(quantised.modelId() + " refused: canary 0 must have T_SHIRT_TOP");
        assertThat(networks.inMemory()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = PrecisionSetting.class,
            names = {"AUTO", "INT8"})
    void anArtifactFromBeforeThereWereQuantisedNetworksServesAsItWasTrained(PrecisionSetting setting)
            throws ModelRefused {
        assertThat(serving(setting, old)).isEqualTo(new Serving(FP32, "the artifact holds no int8 network", List.of()));
        assertThat(networks.inMemory()).containsExactly(FP32);
    }

    @ParameterizedTest
    @EnumSource(
            value = PrecisionSetting.class,
            names = {"FP32", "INT8"})
    void whereTheSettingNamesAPrecisionTheOtherNetworkIsNotEvenLoaded(PrecisionSetting setting) throws ModelRefused {
        Precision wanted = Precision.valueOf(setting.name());
        networks.takes(wanted, Duration.ofSeconds(1));

        assertThat(serving(setting, quantised))
                .isEqualTo(new Serving(wanted, "onnx.precision is " + setting.key(), List.of()));
        assertThat(networks.loaded()).containsExactly(wanted);
    }

    @Test
    void aQuantisedNetworkThatIsAskedForAndDisagreesCostsNoRelease() throws ModelRefused {
        networks.isWrong(INT8);

        Serving serving = serving(PrecisionSetting.INT8, quantised);

        assertThat(serving.precision()).isEqualTo(FP32);
        assertThat(serving.reason()).startsWith("int8 does not pass: canary 0");
        assertThat(networks.inMemory()).containsExactly(FP32);
    }

    @Test
    void whatFailsWhileItIsTimedIsRefusedAndFreed() {
        networks.failsAfter(INT8, 8);

        assertThatThrownBy(() -> serving(PrecisionSetting.AUTO, quantised))
                .isInstanceOf(ModelRefused.class)
                .hasMessageContaining("it fails while it is timed: ");
        assertThat(networks.inMemory()).isEmpty();
    }

    private Serving serving(PrecisionSetting setting, ModelArtifact artifact) throws ModelRefused {
        return new NetworkChoice(setting, BATCH, clock)
                .chosen(artifact, networks)
                .serving();
    }
}
