package io.fashionstream.trainer.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.TensorInfo;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs a network of floats over images, and looks at the values that go into each step.
 *
 * <p>Bytes cover all that was seen, from the lowest value to the highest. Cutting rare large ones off, which makes the rest
 * finer, cost accuracy (docs/decisions/1601).
 */
final class ActivationCalibration {
    private final Map<String, ActivationRange> ranges = new HashMap<>();

    private ActivationCalibration() {}

    /** {@code steps} with what goes into each of them when the network sees {@code images}. */
    static List<CalibratedStep> of(List<Step> steps, LabelledImages images, PixelScaling scaling) {
        OnnxGraph graph = new OnnxGraph();
        List<String> inputs = new ArrayList<>();
        for (Step step : steps) {
            inputs.add(graph.observed());
            step.appendTo(graph);
        }
        ActivationCalibration calibration = new ActivationCalibration();
        try (OnnxScorer scorer = new OnnxScorer(graph.finish(1), scaling, 1)) {
            scorer.observe(images, inputs, calibration::add);
        }
        return calibration.calibrated(steps, inputs);
    }

    private void add(String name, OnnxTensor values) {
        TensorInfo info = values.getInfo();
        int images = (int) info.getShape()[0];
        int channels = (int) info.getShape()[1];
        int area = (int) (info.getNumElements() / images / channels);
        ranges.computeIfAbsent(name, first -> new ActivationRange(channels)).add(values.getFloatBuffer(), area);
    }

    /** Pooling, flattening and forks only move bytes, so what follows keeps their scale; so do both branches of a fork. */
    private List<CalibratedStep> calibrated(List<Step> steps, List<String> inputs) {
        List<CalibratedStep> calibrated = new ArrayList<>();
        Deque<ByteScale> forks = new ArrayDeque<>();
        Optional<ByteScale> kept = Optional.empty();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Activation found = Objects.requireNonNull(ranges.get(inputs.get(i))).activation();
            CalibratedStep known =
                    new CalibratedStep(step, kept.map(found::withScale).orElse(found));
            calibrated.add(known);
            if (step instanceof Step.Fork) {
                forks.push(known.scale());
            }
            kept = step instanceof Step.OtherBranch
                    ? Optional.of(forks.pop())
                    : Optional.of(known.scale()).filter(scale -> step.movesValues());
        }
        return calibrated;
    }
}
