package io.fashionstream.trainer.training.compiled;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Builds networks from layers, and double-precision twins of them that compute the gradients to compare with. */
final class ReferenceNetworks {
    static final int SIDE = 8;
    static final int CLASSES = 10;

    private ReferenceNetworks() {}

    static MultiLayerNetwork network(List<Layer> layers) {
        return network(layers, new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(1e-3)), SIDE);
    }

    static MultiLayerNetwork network(List<Layer> layers, NeuralNetConfiguration.Builder learning, int side) {
        return initialised(layers, learning.dataType(DataType.FLOAT), side);
    }

    private static MultiLayerNetwork initialised(
            List<Layer> layers, NeuralNetConfiguration.Builder learning, int side) {
        var list = learning.list();
        layers.forEach(list::layer);
        var network = new MultiLayerNetwork(
                list.setInputType(InputType.convolutional(side, side, 1)).build());
        network.init();
        return network;
    }

    /** A graph that {@code layers} writes down, from {@code images} to {@code end}. */
    static ComputationGraph graph(Consumer<ComputationGraphConfiguration.GraphBuilder> layers) {
        var builder = new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(1e-3))
                .dataType(DataType.FLOAT)
                .graphBuilder()
                .addInputs("images")
                .setInputTypes(InputType.convolutional(SIDE, SIDE, 1));
        layers.accept(builder);
        var network = new ComputationGraph(builder.setOutputs("end").build());
        network.init();
        return network;
    }

    /** Moves every parameter a little, so that no bias is zero and no running statistic is its initial value. */
    static void stir(Model network) {
        Random random = new Random(17);
        INDArray parameters = network.params();
        for (long i = 0; i < parameters.length(); i++) {
            parameters.putScalar(i, parameters.getFloat(i) + 0.1f * (float) random.nextGaussian());
        }
    }

    /** The flat gradient that a double-precision twin with the same parameters computes: sums over the batch. */
    static double[] gradients(Model network, float[] images, float[] targets) {
        int batch = targets.length / CLASSES;
        int side = (int) Math.sqrt(images.length / (double) batch);
        INDArray input =
                Nd4j.create(images, new long[] {batch, 1, side, side}, 'c').castTo(DataType.DOUBLE);
        INDArray labels = Nd4j.create(targets, new long[] {batch, CLASSES}, 'c').castTo(DataType.DOUBLE);
        Model twin = network instanceof ComputationGraph graph
                ? computed(graph, input, labels)
                : computed((MultiLayerNetwork) network, input, labels);
        return twin.getGradientsViewArray().dup().data().asDouble();
    }

    private static Model computed(MultiLayerNetwork network, INDArray input, INDArray labels) {
        var configuration = network.getLayerWiseConfigurations().clone();
        configuration.setDataType(DataType.DOUBLE);
        configuration.getConfs().forEach(conf -> conf.setDataType(DataType.DOUBLE));
        var twin = new MultiLayerNetwork(configuration);
        twin.init(network.params().castTo(DataType.DOUBLE), true);
        twin.setInput(input);
        twin.setLabels(labels);
        twin.computeGradientAndScore();
        return twin;
    }

    private static Model computed(ComputationGraph network, INDArray input, INDArray labels) {
        var configuration = network.getConfiguration().clone();
        configuration.setDataType(DataType.DOUBLE);
        configuration.getVertices().values().forEach(vertex -> {
            if (vertex instanceof LayerVertex layer) {
                layer.getLayerConf().setDataType(DataType.DOUBLE);
            }
        });
        var twin = new ComputationGraph(configuration);
        twin.init(network.params().castTo(DataType.DOUBLE), true);
        twin.setInput(0, input);
        twin.setLabels(labels);
        twin.computeGradientAndScore();
        return twin;
    }

    /** Random pixels in [-1, 1]. */
    static float[] images(int batch, int side, long seed) {
        Random random = new Random(seed);
        float[] images = new float[batch * side * side];
        for (int i = 0; i < images.length; i++) {
            images[i] = 2 * random.nextFloat() - 1;
        }
        return images;
    }

    /** Targets with label smoothing 0.1. */
    static float[] targets(int batch, long seed) {
        Random random = new Random(seed);
        float[] targets = new float[batch * CLASSES];
        java.util.Arrays.fill(targets, 0.01f);
        for (int i = 0; i < batch; i++) {
            targets[i * CLASSES + random.nextInt(CLASSES)] = 0.91f;
        }
        return targets;
    }
}
