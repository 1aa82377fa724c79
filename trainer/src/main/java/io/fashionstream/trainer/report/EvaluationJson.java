package io.fashionstream.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.ProductClass;
import io.fashionstream.trainer.evaluation.Evaluation;
import io.fashionstream.trainer.evaluation.Reliability;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.evaluation.Throughput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model's evaluation for other programs to read. */
public final class EvaluationJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EvaluationJson() {}

    /**
     * One JSON object of several lines: the model, then for each set the classification report with scikit-learn's names,
     * the confusion matrix (rows are true categories), calibration and reliability bins; then the speeds.
     */
    public static String render(String modelId, String network, List<ScoredImages> sets, List<Throughput> throughput) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("modelId", modelId);
        value.put("network", network);
        value.put(
                "categories",
                sets.get(0).images().classes().list().stream()
                        .map(ProductClass::name)
                        .toList());
        value.put("sets", sets.stream().map(EvaluationJson::set).toList());
        value.put("throughput", throughput);
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an evaluation is always writable", e);
        }
    }

    private static Map<String, Object> set(ScoredImages set) {
        Evaluation evaluation = set.evaluation();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("name", set.name());
        value.put("images", set.images().size());
        value.put("accuracy", evaluation.accuracy());
        value.put("classificationReport", evaluation.report().toJsonValue());
        value.put("confusionMatrix", rows(evaluation.confusion()));
        value.put("temperature", set.temperature());
        value.put("uncalibrated", calibration(set, 1, evaluation.uncalibrated()));
        value.put("calibrated", calibration(set, set.temperature(), evaluation.calibrated()));
        return value;
    }

    private static List<List<Long>> rows(ConfusionMatrix confusion) {
        return confusion.classes().categories().stream()
                .map(actual -> confusion.classes().categories().stream()
                        .map(predicted -> confusion.count(actual, predicted))
                        .toList())
                .toList();
    }

    private static Map<String, Object> calibration(ScoredImages set, double temperature, Reliability reliability) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("expectedCalibrationError", reliability.expectedCalibrationError());
        value.put("negativeLogLikelihood", set.predictions().meanNegativeLogLikelihood(temperature));
        value.put("bins", reliability.bins());
        return value;
    }
}
