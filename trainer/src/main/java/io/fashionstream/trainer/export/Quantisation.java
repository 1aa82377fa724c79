package io.fashionstream.trainer.export;

import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.List;
import org.deeplearning4j.nn.api.Model;

/**
 * A trained network in 8-bit integers, quantised after the training. It is written as ONNX with the inputs and outputs of
 * {@link OnnxExport}; batch normalisation is folded whole where a layer with weights stands before it.
 */
public final class Quantisation {
    /** How numbers become bytes, for manifests. */
    public static final String SCHEME =
            "QDQ, static; weights int8, symmetric, a scale for each output; activations uint8; biases int32;"
                    + " a convolution of the pixels stays in floats";

    /** How calibration finds the numbers that bytes cover, for manifests. */
    public static final String METHOD = "lowest to highest activation";

    private final List<CalibratedStep> steps;

    private Quantisation(List<CalibratedStep> steps) {
        this.steps = steps;
    }

    /**
     * Calibrates on what the network's layers give for {@code images}, in ONNX Runtime.
     *
     * @param network as for {@link OnnxExport}; only read
     * @param images as they were learnt from; some hundred are enough
     * @throws io.fashionstream.trainer.network.UnsupportedLayer if a layer cannot be written
     */
    public static Quantisation of(Model network, LabelledImages images, PixelScaling scaling) {
        List<Step> steps = Folding.fold(NetworkSteps.of(network));
        return new Quantisation(
                ConstantChannel.fold(Equalisation.of(ActivationCalibration.of(steps, images, scaling))));
    }

    /**
     * The ONNX file; the same calibration and temperature give the same bytes.
     *
     * @param temperature divides the logits, above 0
     */
    public byte[] export(double temperature) {
        return export(temperature, SecondLook.NONE);
    }

    /** As the other, of a network that takes a second look. */
    public byte[] export(double temperature, SecondLook look) {
        return QuantisedGraph.of(steps, temperature, look);
    }
}
