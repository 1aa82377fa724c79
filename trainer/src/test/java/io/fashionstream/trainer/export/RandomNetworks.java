package io.fashionstream.trainer.export;

import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.network.NativeBackend;
import io.fashionstream.trainer.network.NetworkDesign;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks whose batch normalisation is far from the identity and whose answers are unsure, and images of noise. */
final class RandomNetworks {
    /** From the deviation of a design's initial weights to He et al.'s: signals as strong as in a trained network. */
    private static final double TO_HE = Math.sqrt(6);

    private RandomNetworks() {}

    static Model of(NetworkDesign design, double smallestGamma) {
        NativeBackend.activate();
        Model network = stirred(
                design.network(new NeuralNetConfiguration.Builder().seed(3), Classes.FASHION_MNIST.size()),
                smallestGamma);
        network.paramTable().forEach((name, values) -> {
            if (name.endsWith("_W")) {
                values.muli(TO_HE);
            }
        });
        return network;
    }

    static Model of(double smallestGamma, Layer... layers) {
        NativeBackend.activate();
        var list = new NeuralNetConfiguration.Builder().seed(3).list();
        Arrays.stream(layers).forEach(list::layer);
        MultiLayerNetwork network = new MultiLayerNetwork(
                list.setInputType(InputType.convolutional(28, 28, 1)).build());
        network.init();
        return stirred(network, smallestGamma);
    }

    private static Model stirred(Model network, double smallestGamma) {
        Random random = new Random(17);
        network.paramTable().forEach((name, values) -> {
            switch (name.substring(name.lastIndexOf('_') + 1)) {
                case "gamma" -> fill(values, random, smallestGamma, 1.6);
                case "beta", "mean", "b" -> fill(values, random, -0.6, 0.6);
                case "log10stdev" -> fill(values, random, -0.4, 0.2);
                case "W" -> values.muli(givesLogits(values) ? 0.02 : 1);
                default -> {}
            }
        });
        return network;
    }

    private static boolean givesLogits(INDArray weights) {
        return weights.rank() == 2 && weights.size(1) == Classes.FASHION_MNIST.size();
    }

    private static void fill(INDArray values, Random random, double from, double to) {
        for (long i = 0; i < values.length(); i++) {
            values.putScalar(i, from + random.nextDouble() * (to - from));
        }
    }

    static LabelledImages noise(int images) {
        byte[] pixels = new byte[images * ImageTensor.PIXELS];
        new Random(5).nextBytes(pixels);
        return new LabelledImages(pixels, new byte[images]);
    }
}
