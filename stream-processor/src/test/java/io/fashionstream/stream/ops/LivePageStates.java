package io.fashionstream.stream.ops;

import static java.util.stream.Collectors.joining;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code state.json} such as a processor gives it, built up by what is to be seen. One thread. */
public final class LivePageStates {
    private static final String TIME = "\"2026-11-22T12:00:00Z\"";

    private final List<String> models = new ArrayList<>();
    private final List<String> rollouts = new ArrayList<>();
    private final List<String> images = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();
    private final List<String> rejections = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private final List<String> health = new ArrayList<>();
    private String canary = "null";
    private final List<String> instances = new ArrayList<>();
    private List<String> classes =
            Classes.FASHION_MNIST.categories().stream().map(Category::code).toList();
    private String product = "sku-1";
    private long unknownTruths;
    private long waiting;

    /** The codes of the classes that there are, instead of the usual ten; the name of CODE is "name of CODE". */
    LivePageStates classes(String... codes) {
        classes = List.of(codes);
        return this;
    }

    /**
     * A champion that serves, with its figures.
     *
     * @param accuracy of each class in the window, of {@code support} truths; since the start it is always 0.95 of 100
     */
    public LivePageStates champion(String modelId, @Nullable Double accuracy, long support) {
        models.add("""
                {"alias": "CHAMPION", "modelId": "%s", "network": "compact-cnn", "precision": "int8", "createdTime": %s,
                 "validationAccuracy": 0.958, "uncertainBelow": 0.8, "temperature": 1.2}""".formatted(modelId, TIME));
        rows.add(row(modelId, "ALL", figures("ALL", accuracy, 10 * support), figures("ALL", 0.95, 1_000)));
        for (String name : classes) {
            rows.add(row(modelId, name, figures(name, accuracy, support), figures(name, 0.95, 100)));
        }
        return this;
    }

    private static String row(String modelId, String scope, String window, String total) {
        return """
                {"alias": "CHAMPION", "modelId": "%s", "scope": "%s", "windowStart": %s, "windowEnd": %s,
                 "window": %s, "total": %s}""".formatted(modelId, scope, TIME, TIME, window, total);
    }

    private static String figures(String scope, @Nullable Double accuracy, long support) {
        if (accuracy == null) {
            return "{\"labelled\": 0, \"support\": 0, \"correct\": 0, \"accuracy\": null, \"confusion\": {}}";
        }
        long right = Math.round(accuracy * support);
        String wrong = scope.equals("COAT") ? "SHIRT" : "COAT";
        return """
                {"labelled": %d, "support": %d, "correct": %d, "accuracy": %s, "precision": 0.9, "f1": 0.9,
                 "interval": {"low": 0.5, "high": 0.99}, "coverage": 1, "confusion": {"%s": %d, "%s": %d}}""".formatted(support, support, right, accuracy, scope, right, wrong, support - right);
    }

    /** What became of a release; the newest is added first. */
    LivePageStates rollout(String modelId, String outcome) {
        rollouts.add("""
                {"alias": "CHAMPION", "modelId": "%s", "outcome": "%s", "time": %s}""".formatted(modelId, outcome, TIME));
        return this;
    }

    /** The product of all images from now on, as it stands in JSON. */
    LivePageStates product(String id) {
        product = id;
        return this;
    }

    /** An image all of gray 200 with its label. */
    LivePageStates image(String label, String declared) {
        byte[] pixels = new byte[784];
        Arrays.fill(pixels, (byte) 200);
        images.add("""
                {"productId": "%s", "category": "%s", "confidence": 0.9, "uncertain": false,
                 "outOfDistribution": false, "declaredCategory": "%s", "modelId": "%s", "time": %s,
                 "pixels": "%s"}""".formatted(
                        product,
                        label,
                        declared,
                        "c".repeat(64),
                        TIME,
                        Base64.getEncoder().encodeToString(pixels)));
        return this;
    }

    /** An image that is no picture. */
    LivePageStates rejection(String detail) {
        rejections.add("""
                {"reason": "TOO_MANY_PIXELS", "detail": "%s", "productId": "%s", "position": "product-images/2/17",
                 "time": %s}""".formatted(detail, product, TIME));
        return this;
    }

    /** An alert with a measured accuracy of 0.55 where 0.7 was asked for. */
    LivePageStates alert(String modelId, String scope, String state) {
        alerts.add("""
                {"alias": "CHAMPION", "modelId": "%s", "scope": "%s", "state": "%s", "threshold": 0.7, "steps": 6,
                 "raisedTime": %s, "publishedTime": %s, "evidence": {"accuracy": 0.55, "support": 210}}""".formatted(modelId, scope, state, TIME, TIME));
        return this;
    }

    /** A canary serves, at step 7. */
    LivePageStates canary(String modelId, double share, boolean servesHere) {
        canary = """
                {"step": {"number": 7, "modelId": "%s", "championModelId": "%s", "share": %s, "state": "RUNNING",
                  "plan": {"shares": [0.025, 0.25, 1.0], "stepMillis": 600000, "waitMillis": 0, "margin": 0.02,
                    "minTruths": 200, "withoutTruths": false},
                  "sinceTime": "2026-11-22T12:00:00Z", "reason": "begun <b>now</b>"},
                 "servesHere": %s,
                 "evidence": {"canary": {"labelled": 900, "support": 640, "correct": 581},
                   "champion": {"labelled": 19000, "support": 12110, "correct": 10886},
                   "difference": {"value": 0.0089, "low": -0.0165, "high": 0.0299}, "alerts": [], "sequence": 4}}""".formatted(modelId, "9".repeat(64), share, servesHere);
        return this;
    }

    /** A report on the champion's health. */
    LivePageStates health(String modelId, double calibrationError, String driftVerdict) {
        health.add(
                """
                {"alias": "CHAMPION", "modelId": "%s", "estimatedAccuracy": 0.937, "measuredOn": 640, "unknownTruths": %d,
                 "shareUncertain": 0.11, "shareOutOfDistribution": 0.02,
                 "calibration": {"expectedCalibrationError": %s, "bins": []},
                 "drift": {"verdict": "%s", "populationStabilityIndex": 0.31, "expectedShare": {"%s": 0.1},
                  "observedShare": {"%s": 0.4}},
                 "inputDrift": [
                  {"measure": "brightness", "verdict": "STABLE", "populationStabilityIndex": 0.012},
                  {"measure": "ink", "verdict": "MODERATE", "populationStabilityIndex": 0.207}]}""".formatted(modelId, unknownTruths, calibrationError, driftVerdict, classes.get(0), classes.get(0)));
        return this;
    }

    /** In reports from now on. */
    LivePageStates unknownTruths(long labels) {
        unknownTruths = labels;
        return this;
    }

    /** An instance of the group, and {@code images} more that wait. */
    LivePageStates instance(String id, boolean present, long images) {
        waiting += images;
        instances.add("""
                {"instanceId": "%s", "host": "10.0.0.1", "threads": 2, "partitions": 3, "present": %s,
                 "lastSeen": %s}""".formatted(id, present, TIME));
        return this;
    }

    private String group() {
        return instances.isEmpty() ? "" : """
                "group": {"time": %s, "waiting": %d, "furthestBehind": 4, "mostWaiting": %d, "partitions": 6,
                 "instances": %s},""".formatted(TIME, waiting, waiting, instances);
    }

    /** Three duplicates, the last of which is known by {@code eventId}. */
    LivePageStates passedOver(String eventId) {
        passedOver.add("""
                {"kind": "DUPLICATE", "count": 3, "latest": [
                 {"position": "product-images/0/7", "productId": "sku-1", "eventId": "%s"}]}""".formatted(eventId));
        return this;
    }

    /** The state as JSON. */
    public String json() {
        String categories = classes.stream()
                .map(each -> "{\"category\": \"%s\", \"name\": \"%s\"}".formatted(each, nameOf(each)))
                .collect(joining(", "));
        return """
                {"instanceId": "one", "state": "%s", "ready": %s, "time": %s, "categories": [%s],
                 "figures": {"labelled": 0, "rejections": 0, "duplicates": 0, "removals": 0, "uncertain": 0,
                  "outOfDistribution": 0, "imagesPerSecond": 0, "labels": {}, "rejected": {},
                  "batchSizes": {"batches": 0, "mean": 0, "max": 0, "histogram": []}, "latencyMillis": null},
                 "models": %s, "rollouts": %s, "lastImages": %s, "lastRejections": %s, "passedOver": %s,
                 "accuracy": %s, "challengerAccuracy": [],
                 "together": {%s "health": %s, "alerts": %s, "canary": %s}}""".formatted(
                        models.isEmpty() ? "WAITING_FOR_MODEL" : "RUNNING",
                        !models.isEmpty(),
                        TIME,
                        categories,
                        models,
                        rollouts,
                        images,
                        rejections,
                        passedOver,
                        rows,
                        group(),
                        health,
                        alerts,
                        canary);
    }

    private static String nameOf(String code) {
        return Classes.FASHION_MNIST.categories().stream()
                .filter(category -> category.code().equals(code))
                .findFirst()
                .map(Category::displayName)
                .orElse("name of " + code);
    }
}
