package io.fashionstream.trainer.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes calibrated steps in the form that ONNX Runtime turns into integer operators: what a layer reads was made bytes and
 * real numbers again, and so were its weights. Affine steps that are left stay in floats, and a sum that gives the logits.
 *
 * <p>So does a convolution that reads the pixels. Its few weights are multiplied with pixels that are all alike, so their
 * roundings add up: in bytes it was most of what the network lost, and as fast as in floats (docs/decisions/1601).
 */
final class QuantisedGraph {
    private final OnnxGraph graph = new OnnxGraph();
    private final Map<String, ByteScale> inBytes = new HashMap<>();
    private int scales;

    private QuantisedGraph() {}

    static byte[] of(List<CalibratedStep> steps, double temperature, SecondLook look) {
        QuantisedGraph quantised = new QuantisedGraph();
        Set<Integer> logits = addedToLogits(steps);
        for (int at = 0; at < steps.size(); at++) {
            quantised.append(steps.get(at), logits.contains(at));
        }
        SecondLookNodes.appendTo(quantised.graph, look);
        return quantised.graph.finish(temperature);
    }

    /** Where both branches end whose sum are the logits: nothing that computes in bytes reads these. */
    private static Set<Integer> addedToLogits(List<CalibratedStep> steps) {
        int sum = steps.size() - 1;
        if (!(steps.get(sum).step() instanceof Step.Sum)) {
            return Set.of();
        }
        int at = sum - 1;
        for (int within = 0; within > 0 || !(steps.get(at).step() instanceof Step.OtherBranch); at--) {
            Step step = steps.get(at).step();
            within += step instanceof Step.Sum ? 1 : step instanceof Step.Fork ? -1 : 0;
        }
        return Set.of(at, sum);
    }

    private void append(CalibratedStep calibrated, boolean inFloats) {
        Step step = calibrated.step();
        if (inFloats || graph.last().equals(OnnxGraph.IMAGES)) {
            step.appendTo(graph);
            return;
        }
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
