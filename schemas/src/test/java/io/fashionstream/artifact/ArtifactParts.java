package io.fashionstream.artifact;

import static java.util.stream.Collectors.toMap;

import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Parts that make a whole artifact, whose networks are no networks. */
public final class ArtifactParts {
    static final byte[] NETWORK = {8, 9, 18, 4, 't', 'e', 's', 't'};

    private ArtifactParts() {}

    /** An artifact; each {@code network} name gives another model id. */
    public static ModelArtifact artifact(String network) {
        return ModelArtifact.pack(
                manifest(network),
                NETWORK,
                zip("configuration.json", "{}", "coefficients.bin", "weights"),
                canaries(),
                "<!doctype html><title>report</title>");
    }

    public static ModelManifest manifest(String network) {
        return new ModelManifest(
                1,
                new ModelManifest.Signature(
                        network,
                        Instant.parse("2026-11-22T12:00:00Z"),
                        Classes.FASHION_MNIST,
                        new ModelManifest.Input(28, 28, ModelManifest.Scaling.UNIT)),
                new ModelManifest.Decision(
                        1.25,
                        new ModelManifest.CertaintyThreshold(0.83, 0.99, 0.81),
                        new ModelManifest.OutOfDistributionRule(-3.5, 0.01)),
                new Provenance(
                        Map.of("train-images-idx3-ubyte.gz", "ab".repeat(32)),
                        7,
                        54_000,
                        6_000,
                        2,
                        Map.of("peakRate", "0.001", "batch", "128", "erase", "0.25"),
                        Map.of("deeplearning4j", "1.0.0-M2.1", "onnx-opset", "17"),
                        "2 cores",
                        "train --network " + network,
                        null),
                new ModelManifest.Quality(measured(0.91), measured(0.90), 1e-6),
                null);
    }

    public static ModelManifest.Measured measured(double quality) {
        return new ModelManifest.Measured(
                6_000,
                quality,
                quality,
                0.02,
                Classes.FASHION_MNIST.categories().stream()
                        .collect(toMap(c -> c, c -> new ModelManifest.ClassQuality(quality, quality, quality, 600))),
                Classes.FASHION_MNIST.categories().stream().collect(toMap(c -> c, c -> 0.1)));
    }

    public static List<Canary> canaries() {
        return IntStream.range(0, ModelArtifact.CANARIES)
                .mapToObj(ArtifactParts::canary)
                .toList();
    }

    private static Canary canary(int number) {
        byte[] pixels = new byte[Canary.PIXELS];
        pixels[number] = (byte) 0xff;
        float[] probabilities = new float[10];
        probabilities[number % 10] = 0.75f;
        probabilities[(number + 1) % 10] = 0.25f;
        return new Canary(pixels, probabilities);
    }

    /** A deflated zip of {@code namesAndTexts}, in turn. */
    public static byte[] zip(String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                ZipEntry entry = new ZipEntry(namesAndTexts[i]);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
