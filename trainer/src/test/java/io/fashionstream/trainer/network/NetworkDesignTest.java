package io.fashionstream.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fashionstream.event.Classes;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;

class NetworkDesignTest {
    @Test
    void theDocumentsNetworkIsTheSlidesTableRowForRow() {
        var rows = new DocumentCnn().layerTable(Classes.FASHION_MNIST.size()).rows();

        assertThat(rows)
                .extracting(LayerTable.Row::layer, LayerTable.Row::outputShape, LayerTable.Row::parameters)
                .containsExactly(
                        row("conv2d", 320, 28, 28, 32),
                        row("batch_normalization", 128, 28, 28, 32),
                        row("conv2d_1", 9_248, 28, 28, 32),
                        row("batch_normalization_1", 128, 28, 28, 32),
                        row("dropout", 0, 28, 28, 32),
                        row("conv2d_2", 18_496, 28, 28, 64),
                        row("max_pooling2d", 0, 14, 14, 64),
                        row("dropout_1", 0, 14, 14, 64),
                        row("conv2d_3", 73_856, 14, 14, 128),
                        row("batch_normalization_2", 512, 14, 14, 128),
                        row("dropout_2", 0, 14, 14, 128),
                        row("flatten", 0, 25_088),
                        row("dense", 12_845_568, 512),
                        row("batch_normalization_3", 2_048, 512),
                        row("dropout_3", 0, 512),
                        row("dense_1", 65_664, 128),
                        row("batch_normalization_4", 512, 128),
                        row("dropout_4", 0, 128),
                        row("dense_2", 1_290, 10));
    }

    @Test
    void theSummaryOfTheDocumentsNetworkPrintsTheSlidesSums() {
        var table = new DocumentCnn().layerTable(Classes.FASHION_MNIST.size());

        assertThat(table.parameters()).isEqualTo(13_017_770);
        assertThat(table.trainedParameters()).isEqualTo(13_016_106);
        assertThat(table.untrainedParameters()).isEqualTo(1_664);
        assertThat(table.toText())
                .contains(
                        "Total params: 13,017,770   Trainable params: 13,016,106   Non-trainable params: 1,664",
                        "dense (Dense)",
                        "(None, 14, 14, 128)");
    }

    @Test
    void aNetworkHasAsManyParametersAsItsTableSays() {
        for (var design : NetworkDesigns.ALL) {
            var network = design.network(new NeuralNetConfiguration.Builder(), Classes.FASHION_MNIST.size());

            assertThat(network.numParams())
                    .isEqualTo(design.layerTable(Classes.FASHION_MNIST.size()).parameters());
        }
    }

    @Test
    void networksAreFoundByName() {
        assertThat(NetworkDesigns.named("document-cnn")).isInstanceOf(DocumentCnn.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkDesigns.named("resnet"))
                .withMessage("network must be one of compact-cnn, document-cnn, residual-cnn, pair-cnn, got 'resnet'");
    }

    private static org.assertj.core.groups.Tuple row(String layer, long parameters, long... shape) {
        return org.assertj.core.groups.Tuple.tuple(
                layer, java.util.stream.LongStream.of(shape).boxed().toList(), parameters);
    }
}
