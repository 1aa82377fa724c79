package io.fashionstream.trainer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Category;
import io.fashionstream.trainer.evaluation.ComparedModel;
import io.fashionstream.trainer.evaluation.Comparison;
import io.fashionstream.trainer.evaluation.Comparison.ClassDifference;
import io.fashionstream.trainer.evaluation.Difference;
import io.fashionstream.trainer.evaluation.ScoredImages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A comparison of two models for other programs to read. */
public final class ComparisonJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ComparisonJson() {}

    /**
     * One JSON object of several lines: both models, McNemar's test, differences (B less A, with 95 % intervals) in all and by
     * class, the confusion matrices (rows are true categories), speeds, and every image that one model alone is right on.
     */
    public static String render(ComparisonRun run) {
        Comparison comparison = run.comparison();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", model(run.a(), comparison.a()));
        value.put("b", model(run.b(), comparison.b()));
        value.put("set", run.set());
        value.put("images", comparison.outcomes().images());
        value.put(
                "categories",
                comparison.perClass().stream()
                        .map(each -> each.productClass().name())
                        .toList());
        value.put("outcomes", outcomes(comparison));
        value.put("mcnemar", comparison.test());
        value.put("accuracy", difference(comparison.accuracy()));
        value.put("macroF1", difference(comparison.macroF1()));
        value.put(
                "perClass",
                comparison.perClass().stream().map(ComparisonJson::perClass).toList());
        value.put("confusion", confusion(comparison));
        value.put("speeds", run.speeds());
        value.put("gained", disagreements(comparison, comparison.gained()));
        value.put("lost", disagreements(comparison, comparison.lost()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a comparison is always writable", e);
        }
    }

    private static Map<String, Object> model(ComparedModel model, ScoredImages scored) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("modelId", model.modelId());
        value.put("network", model.network());
        value.put("precision", model.precision().wireName());
        value.put("parameters", model.parameters());
        value.put("artifactBytes", model.artifactBytes());
        Map<String, Long> bytes = new TreeMap<>();
        model.networkBytes().forEach((precision, length) -> bytes.put(precision.wireName(), length));
        value.put("networkBytes", bytes);
        value.put("temperature", scored.temperature());
        value.put("expectedCalibrationError", scored.evaluation().calibrated().expectedCalibrationError());
        value.put("negativeLogLikelihood", scored.predictions().meanNegativeLogLikelihood(scored.temperature()));
        return value;
    }

    private static Map<String, Object> outcomes(Comparison comparison) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("bothRight", comparison.outcomes().bothRight());
        value.put("onlyA", comparison.outcomes().onlyA());
        value.put("onlyB", comparison.outcomes().onlyB());
        value.put("bothWrong", comparison.outcomes().bothWrong());
        return value;
    }

    private static Map<String, Object> perClass(ClassDifference each) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("category", each.productClass().code());
        value.put("name", each.productClass().name());
        value.put("support", each.outcomes().images());
        value.put("recall", difference(each.recall()));
        value.put("precision", difference(each.precision()));
        value.put("f1", difference(each.f1()));
        return value;
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", difference.a());
        value.put("b", difference.b());
        value.put("difference", difference.difference());
        value.put("low", difference.low());
        value.put("high", difference.high());
        return value;
    }

    private static Map<String, Object> confusion(Comparison comparison) {
        ConfusionMatrix a = comparison.a().evaluation().confusion();
        ConfusionMatrix b = comparison.b().evaluation().confusion();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", rows(a, a::count));
        value.put("b", rows(a, b::count));
        value.put(
                "difference", rows(a, (actual, predicted) -> b.count(actual, predicted) - a.count(actual, predicted)));
        return value;
    }

    /** A count of images of one class that got the label of another. */
    private interface Cell {
        long count(Category actual, Category predicted);
    }

    private static List<List<Long>> rows(ConfusionMatrix confusion, Cell cell) {
        List<Category> categories = confusion.classes().categories();
        return categories.stream()
                .map(actual -> categories.stream()
                        .map(predicted -> cell.count(actual, predicted))
                        .toList())
                .toList();
    }

    private static List<Map<String, Object>> disagreements(Comparison comparison, List<Integer> numbers) {
        return numbers.stream()
                .map(number -> Disagreement.of(comparison.a(), comparison.b(), number))
                .map(ComparisonJson::disagreement)
                .toList();
    }

    private static Map<String, Object> disagreement(Disagreement each) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("image", each.number());
        value.put("truth", each.truth().code());
        value.put("a", said(each.a()));
        value.put("b", said(each.b()));
        return value;
    }

    private static Map<String, Object> said(Disagreement.Said said) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("label", said.label().code());
        value.put("probability", said.ofLabel());
        value.put("probabilityOfTruth", said.ofTruth());
        return value;
    }
}
