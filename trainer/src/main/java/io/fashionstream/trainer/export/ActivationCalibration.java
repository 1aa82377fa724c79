package io.fashionstream.trainer.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.TensorInfo;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    /** Pooling and flattening only move bytes, so what follows keeps their scale. */
    private List<CalibratedStep> calibrated(List<Step> steps, List<String> inputs) {
        List<CalibratedStep> calibrated = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Activation input = Objects.requireNonNull(ranges.get(inputs.get(i))).activation();
            boolean moved = i > 0 && steps.get(i - 1).movesValues();
            calibrated.add(new CalibratedStep(
                    steps.get(i), moved ? input.withScale(calibrated.get(i - 1).scale()) : input));
        }
        return calibrated;
    }
}
