package io.fashionstream.stream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelRollout.Serving;
import io.fashionstream.event.Precision;
import io.fashionstream.stream.testing.TestModels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkChoiceTest {
    private final ModelArtifact old = TestModels.artifact("old");

    @ParameterizedTest
    @EnumSource(
            value = PrecisionSetting.class,
            names = {"AUTO", "INT8"})
    void anArtifactFromBeforeThereWereQuantisedNetworksServesAsItWasTrained(PrecisionSetting setting)
            throws ModelRefused {
        assertThat(choice(setting).chosen(old, CanaryModel::new).serving())
                .isEqualTo(new Serving(Precision.FP32, "the artifact holds no int8 network", List.of()));
    }

    @Test
    void whereTheSettingSaysSoTheNetworkServesAsItWasTrained() throws ModelRefused {
        assertThat(choice(PrecisionSetting.FP32).chosen(old, CanaryModel::new).serving())
                .isEqualTo(new Serving(Precision.FP32, "onnx.precision is fp32", List.of()));
    }

    private static NetworkChoice choice(PrecisionSetting setting) {
        return new NetworkChoice(setting, 8, System::nanoTime);
    }
}
