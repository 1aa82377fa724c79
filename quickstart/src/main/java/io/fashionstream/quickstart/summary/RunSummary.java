package io.fashionstream.quickstart.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fashionstream.event.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one quickstart came to; the fields are the JSON's, in this order.
 *
 * @param images that were published
 * @param labelled images with a label
 * @param rejected images with a rejection instead
 * @param lost images with neither
 * @param doubled answers beyond the first of their image
 * @param accuracy right labels / labels of images whose truth is known, in [0, 1], over all models
 * @param perClass the same by true class
 * @param imagesPerSecond answers / seconds from the first publication to the last answer
 * @param latencyMillis from an image event to its label, as a reader of committed records sees it
 * @param batchSize images classified at once
 * @param modelIds models that labelled, in the order of their first label
 */
public record RunSummary(
        int images,
        int labelled,
        int rejected,
        int lost,
        int doubled,
        double accuracy,
        Map<Category, ClassResult> perClass,
        double imagesPerSecond,
        LatencyMillis latencyMillis,
        BatchSize batchSize,
        List<String> modelIds) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public RunSummary {
        Map<Category, ClassResult> ordered = new LinkedHashMap<>();
        ordered.putAll(perClass);
        perClass = Collections.unmodifiableMap(ordered);
        modelIds = List.copyOf(modelIds);
    }

    /** Images of one true class; {@code accuracy} is correct / images, 0 without images. */
    public record ClassResult(int images, int correct, double accuracy) {}

    /** The median and the 99th percentile, in milliseconds. */
    public record LatencyMillis(double p50, double p99) {}

    /** Over all batches of the run. */
    public record BatchSize(double mean, int max) {}

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a summary is always writable", e);
        }
    }

    /** Writes the JSON, and the folders that {@code file} needs. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, toJson() + System.lineSeparator());
    }
}
