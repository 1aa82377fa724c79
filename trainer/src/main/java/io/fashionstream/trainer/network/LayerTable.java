package io.fashionstream.trainer.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;

/**
 * What the slides' model summary shows of a network: each layer's name, kind, output shape and number of parameters.
 *
 * <p>Shapes are written the way Keras writes them, (height, width, channels), whatever the order in memory. The running
 * mean and variance of a batch normalisation count as parameters that are not trained.
 */
public record LayerTable(String network, List<Row> rows) {
    private static final String LINE = "%-42s %-22s %12s%n";

    public LayerTable {
        rows = List.copyOf(rows);
    }

    /** One layer; {@code untrained} of its {@code parameters} are running statistics. */
    public record Row(String layer, String kind, List<Long> outputShape, long parameters, long untrained) {
        public Row {
            outputShape = List.copyOf(outputShape);
        }
    }

    static LayerTable of(String network, MultiLayerConfiguration configuration) {
        List<Row> rows = new ArrayList<>();
        InputType input = NetworkDesign.inputType();
        for (int index = 0; index < configuration.getConfs().size(); index++) {
            var before = configuration.getInputPreProcess(index);
            if (before != null) {
                input = before.getOutputType(input);
            }
            if (before instanceof CnnToFeedForwardPreProcessor) {
                rows.add(new Row("flatten", "Flatten", shape(input), 0, 0));
            }
            var layer = configuration.getConf(index).getLayer();
            input = layer.getOutputType(index, input);
            rows.add(row(layer, input));
        }
        return new LayerTable(network, rows);
    }

    static LayerTable of(String network, ComputationGraphConfiguration configuration) {
        Map<String, InputType> outputs = configuration.getLayerActivationTypes(NetworkDesign.inputType());
        List<Row> rows = new ArrayList<>();
        configuration.getVertices().forEach((name, vertex) -> {
            InputType output = Objects.requireNonNull(outputs.get(name), name);
            rows.add(
                    vertex instanceof LayerVertex layer
                            ? row(layer.getLayerConf().getLayer(), output)
                            : new Row(name, "Add", shape(output), 0, 0));
        });
        return new LayerTable(network, rows);
    }

    /** All parameters, trained or not. */
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /** Running statistics. */
    public long untrainedParameters() {
        return rows.stream().mapToLong(Row::untrained).sum();
    }

    /** What the optimiser changes. */
    public long trainedParameters() {
        return parameters() - untrainedParameters();
    }

    /** The table and its three sums, as text of several lines. */
    public String toText() {
        String body = rows.stream().map(LayerTable::line).collect(Collectors.joining());
        return String.format(Locale.ROOT, "Model: \"%s\"%n", network)
                + String.format(Locale.ROOT, LINE, "Layer (type)", "Output shape", "Parameters")
                + body
                + String.format(
                        Locale.ROOT,
                        "Total params: %,d   Trainable params: %,d   Non-trainable params: %,d%n",
                        parameters(),
                        trainedParameters(),
                        untrainedParameters());
    }

    private static String line(Row row) {
        String shape =
                row.outputShape().stream().map(String::valueOf).collect(Collectors.joining(", ", "(None, ", ")"));
        String count = String.format(Locale.ROOT, "%,d", row.parameters());
        return String.format(Locale.ROOT, LINE, row.layer() + " (" + row.kind() + ")", shape, count);
    }

    private static Row row(Layer layer, InputType output) {
        long parameters = layer.initializer().numParams(layer);
        long untrained = layer instanceof BatchNormalization normalization ? 2 * normalization.getNOut() : 0;
        return new Row(layer.getLayerName(), kind(layer), shape(output), parameters, untrained);
    }

    private static String kind(Layer layer) {
        return switch (layer.getClass().getSimpleName()) {
            case "ConvolutionLayer" -> "Conv2D";
            case "SubsamplingLayer" -> "MaxPooling2D";
            case "GlobalPoolingLayer" -> "GlobalAvgPool2D";
            case "ActivationLayer" -> "Activation";
            case "DropoutLayer" -> "Dropout";
            case "DenseLayer", "OutputLayer" -> "Dense";
            default -> layer.getClass().getSimpleName();
        };
    }

    private static List<Long> shape(InputType type) {
        if (type instanceof InputType.InputTypeConvolutional image) {
            return List.of(image.getHeight(), image.getWidth(), image.getChannels());
        }
        return LongStream.of(type.arrayElementsPerExample()).boxed().toList();
    }
}
