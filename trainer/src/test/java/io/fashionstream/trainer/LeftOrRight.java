package io.fashionstream.trainer;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.export.ExportedModel;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that compares images with the mean of each class and of its mirror image, and besides prefers some classes for what is
 * on the left and others for what is on the right, which says nothing. The mean over both sides knows no such preference.
 */
public final class LeftOrRight {
    private static final int VALIDATION_IMAGES = 100;
    private static final long SEED = 7;
    private static final LabelledImages VALIDATION =
            Split.stratified(Sample.training(), VALIDATION_IMAGES, SEED).validation();
    private static final String REPORT = "<!doctype html><body><main><p>One look.</p></main></body>";

    private LeftOrRight() {}

    /**
     * That network as a model.
     *
     * @param preference for one side, 0 for none
     */
    public static ModelArtifact model(
            double preference, Map<String, String> dataSha256, Map<String, String> hyperParameters) {
        ExportedModel exported = ExportedModel.of(network(preference), 1.5, VALIDATION, PixelScaling.UNIT);
        ModelManifest sample = SampleManifest.of(dataSha256, SEED, VALIDATION_IMAGES, exported.parity());
        return exported.pack(
                new ModelManifest(
                        sample.formatVersion(),
                        sample.signature(),
                        sample.decision(),
                        SampleManifest.withHyperParameters(sample.provenance(), hyperParameters),
                        sample.quality(),
                        null),
                REPORT);
    }

    private static Model network(double preference) {
        MultiLayerNetwork network = LinearNetwork.of(SEED);
        double[][] means = symmetricMeans();
        INDArray weights = network.getParam("0_W");
        Random random = new Random(SEED);
        for (int k = 0; k < means.length; k++) {
            double bias = 0;
            for (int pixel = 0; pixel < means[k].length; pixel++) {
                weights.putScalar(pixel, k, means[k][pixel] / 5);
                bias -= means[k][pixel] * means[k][pixel] / 10;
            }
            network.getParam("0_b").putScalar(k, bias);
            for (int pixel = 0; pixel < means[k].length; pixel++) {
                if (pixel < mirror(pixel)) {
                    double more = preference * random.nextGaussian() / 14;
                    weights.putScalar(pixel, k, weights.getDouble(pixel, k) + more);
                    weights.putScalar(mirror(pixel), k, weights.getDouble(mirror(pixel), k) - more);
                }
            }
        }
        return network;
    }

    /** The mean image of each class and of its mirror image. */
    private static double[][] symmetricMeans() {
        LabelledImages images = Sample.training();
        int[] counts = images.countByLabel();
        double[][] means = new double[counts.length][784];
        for (int i = 0; i < images.size(); i++) {
            for (int pixel = 0; pixel < 784; pixel++) {
                double share = images.pixel(i, pixel) / 255.0 / counts[images.label(i)] / 2;
                means[images.label(i)][pixel] += share;
                means[images.label(i)][mirror(pixel)] += share;
            }
        }
        return means;
    }

    private static int mirror(int pixel) {
        return pixel / 28 * 28 + 27 - pixel % 28;
    }
}
