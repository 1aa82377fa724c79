package io.fashionstream.stream.testing;

import static java.util.stream.Collectors.toMap;

import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.event.Provenance;
import io.fashionstream.event.QuantisedNetwork;
import io.fashionstream.image.ImageTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Real artifacts around a tiny network that tells which of ten bands of the image is lit: band c is category c. A lit band
 * gives its class a logit of {@value #LIT}. The very last pixel makes the network give no finite answer.
 */
public final class TestModels {
    /** Logit of a category whose band is fully lit. */
    public static final float LIT = 10;

    /** The same of a network that was quantised, which is off by more than canaries allow. */
    public static final float QUANTISED_LIT = 6;

    /** The manifest's temperature. */
    public static final double TEMPERATURE = 2;

    /** That of the quantised network. */
    public static final double QUANTISED_TEMPERATURE = 4;

    /** What is known of the quantised network: other limits than those of the trained one. */
    private static final QuantisedNetwork QUANTISED = new QuantisedNetwork(
            "a test's",
            new QuantisedNetwork.CalibrationImages(1_000, 7, "none"),
            new ModelManifest.Decision(
                    QUANTISED_TEMPERATURE,
                    new ModelManifest.CertaintyThreshold(0.6, 0.99, 0.8),
                    new ModelManifest.OutOfDistributionRule(-6, 0.01)),
            measured(0.89),
            null,
            0.001);

    /** The last pixels belong to no band. */
    private static final int BAND = 78;

    private TestModels() {}

    /** An image of {@code category}, fully lit. */
    public static ImageTensor image(Category category) {
        return image(category, 255);
    }

    /** An image of {@code category}, lit with {@code gray}: its logit is LIT * gray / 255. */
    public static ImageTensor image(Category category, int gray) {
        byte[] pixels = new byte[ImageTensor.PIXELS];
        Arrays.fill(
                pixels,
                Classes.FASHION_MNIST.indexOf(category) * BAND,
                (Classes.FASHION_MNIST.indexOf(category) + 1) * BAND,
                (byte) gray);
        return new ImageTensor(pixels);
    }

    /** An image that the network gives no finite answer to. */
    public static ImageTensor poison() {
        byte[] pixels = new byte[ImageTensor.PIXELS];
        pixels[ImageTensor.PIXELS - 1] = (byte) 255;
        pixels[ImageTensor.PIXELS - 2] = (byte) 255;
        return new ImageTensor(pixels);
    }

    /** The network as ONNX. */
    public static byte[] network() {
        return network(LIT, TEMPERATURE);
    }

    private static byte[] network(float litLogit, double temperature) {
        float[] weights = new float[ImageTensor.PIXELS * 10];
        for (int pixel = 0; pixel < 10 * BAND; pixel++) {
            weights[pixel * 10 + pixel / BAND] = litLogit / BAND;
        }
        weights[(ImageTensor.PIXELS - 1) * 10] = 3e38f;
        weights[(ImageTensor.PIXELS - 2) * 10] = 3e38f;
        return TinyOnnx.dense(weights, temperature);
    }

    /** An artifact that may serve; each {@code name} gives another model id. */
    public static ModelArtifact artifact(String name) {
        return ModelArtifact.pack(
                manifest(name), network(), trained(), canaries(LIT), "<!doctype html><title>" + name + "</title>");
    }

    /** An artifact that holds a quantised network, too. */
    public static ModelArtifact quantised(String name) {
        List<float[]> answers = canaries(LIT).stream()
                .map(canary -> probabilities(new ImageTensor(canary.pixels()), QUANTISED_LIT))
                .toList();
        return artifact(name).withInt8(QUANTISED, network(QUANTISED_LIT, QUANTISED_TEMPERATURE), answers);
    }

    /** Logit of a category whose band is fully lit, by the network of {@code precision}. */
    public static double litLogit(Precision precision) {
        return precision == Precision.FP32 ? LIT : QUANTISED_LIT;
    }

    /** What a network says of an image of which a band is lit or not: uncalibrated, in label order. */
    public static float[] probabilities(ImageTensor image, double litLogit) {
        double sum = Math.exp(litLogit) + 9;
        float[] probabilities = new float[10];
        for (int label = 0; label < 10; label++) {
            int pixel = label * BAND;
            boolean lit = image.pixel(pixel % 28, pixel / 28) > 0;
            probabilities[label] = (float) ((lit ? Math.exp(litLogit) : 1) / sum);
        }
        return probabilities;
    }

    /** An artifact whose canaries say something else than its network. */
    public static ModelArtifact wrongCanaries(String name) {
        return ModelArtifact.pack(manifest(name), network(), trained(), canaries(LIT - 1), "<title>x</title>");
    }

    /** An artifact with any bytes as its network. */
    public static ModelArtifact withNetwork(String name, byte[] network) {
        return ModelArtifact.pack(manifest(name), network, trained(), canaries(LIT), "<title>x</title>");
    }

    public static ModelManifest manifest(String name) {
        return new ModelManifest(
                1,
                new ModelManifest.Signature(
                        name,
                        Instant.parse("2026-11-22T12:00:00Z"),
                        Classes.FASHION_MNIST,
                        new ModelManifest.Input(28, 28, ModelManifest.Scaling.UNIT)),
                new ModelManifest.Decision(
                        TEMPERATURE,
                        new ModelManifest.CertaintyThreshold(0.8, 0.99, 0.8),
                        new ModelManifest.OutOfDistributionRule(-4, 0.01)),
                new Provenance(
                        Map.of(), 7, 54_000, 6_000, 2, Map.of(), Map.of(), "a test", "train --network " + name, null),
                new ModelManifest.Quality(measured(0.9), null, 1e-6),
                null);
    }

    private static ModelManifest.Measured measured(double accuracy) {
        return new ModelManifest.Measured(
                6_000,
                accuracy,
                0.9,
                0.02,
                Classes.FASHION_MNIST.categories().stream()
                        .collect(toMap(c -> c, c -> new ModelManifest.ClassQuality(0.9, 0.9, 0.9, 600))),
                Classes.FASHION_MNIST.categories().stream().collect(toMap(c -> c, c -> 0.1)));
    }

    private static List<Canary> canaries(float logit) {
        List<Canary> canaries = new ArrayList<>();
        for (int i = 0; i < ModelArtifact.CANARIES; i++) {
            ImageTensor image = image(Classes.FASHION_MNIST.category(i % 10));
            canaries.add(new Canary(image.toBytes(), probabilities(image, logit)));
        }
        return canaries;
    }

    private static byte[] trained() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("configuration.json", "coefficients.bin")) {
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write("{}".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
