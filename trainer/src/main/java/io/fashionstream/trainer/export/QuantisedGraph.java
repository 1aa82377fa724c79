package io.fashionstream.trainer.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes calibrated steps in the form that ONNX Runtime turns into integer operators: what a layer reads was made bytes and
 * real numbers again, and so were its weights. Affine steps that are left stay in floats.
 *
 * <p>So does a convolution that reads the pixels. Its few weights are multiplied with pixels that are all alike, so their
 * roundings add up: in bytes it was most of what the network lost, and as fast as in floats (docs/decisions/1601).
 */
final class QuantisedGraph {
    private final OnnxGraph graph = new OnnxGraph();
    private final Map<String, ByteScale> inBytes = new HashMap<>();
    private int scales;

    private QuantisedGraph() {}

    static byte[] of(List<CalibratedStep> steps, double temperature) {
        QuantisedGraph quantised = new QuantisedGraph();
        boolean pixelsFirst = steps.get(0).step() instanceof Linear;
        if (pixelsFirst) {
            steps.get(0).step().appendTo(quantised.graph);
        }
        steps.stream().skip(pixelsFirst ? 1 : 0).forEach(quantised::append);
        return quantised.graph.finish(temperature);
    }

    private void append(CalibratedStep calibrated) {
        Step step = calibrated.step();
        if (step instanceof Linear linear) {
            throughBytes(calibrated.scale());
            linear.appendTo(graph, linear.quantised(calibrated.input()));
            return;
        }
        if (!(step instanceof ChannelAffine || step instanceof Step.Relu)) {
            throughBytes(calibrated.scale());
        }
        step.appendTo(graph);
    }

    private void throughBytes(ByteScale bytes) {
        if (bytes.equals(inBytes.get(graph.last()))) {
            return;
        }
        String[] constants = {
            graph.constant("activation" + scales + ".scale", new float[] {bytes.scale()}),
            graph.unsignedByte("activation" + scales + ".zero", bytes.zeroPoint())
        };
        scales++;
        graph.chain("QuantizeLinear", constants);
        graph.chain("DequantizeLinear", constants);
        inBytes.put(graph.last(), bytes);
    }
}
