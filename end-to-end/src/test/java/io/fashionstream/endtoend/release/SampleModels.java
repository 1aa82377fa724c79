package io.fashionstream.endtoend.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Artifacts that obey the format, with noise for a network: enough to travel, not to serve. */
final class SampleModels {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleModels() {}

    /** The same number gives the same model; about 1.3 MB, which is three chunks. */
    static ModelArtifact numbered(int number) {
        return pack(number, manifest());
    }

    /** A model of this accuracy, which is also its f1 in each class. */
    static ModelArtifact ofQuality(double quality) {
        ObjectNode manifest = (ObjectNode) example();
        ObjectNode validation = (ObjectNode) manifest.get("validation");
        validation.put("accuracy", quality);
        validation.get("perClass").forEach(figures -> ((ObjectNode) figures).put("f1", quality));
        return pack(0, read(manifest));
    }

    private static ModelArtifact pack(int number, ModelManifest manifest) {
        byte[] network = new byte[1_300_000];
        new Random(number).nextBytes(network);
        float[] probabilities = new float[10];
        probabilities[number % 10] = 1;
        Canary canary = new Canary(new byte[Canary.PIXELS], probabilities);
        List<Canary> canaries = Collections.nCopies(ModelArtifact.CANARIES, canary);
        return ModelArtifact.pack(manifest, network, trainedNetwork(), canaries, "<title>model " + number + "</title>");
    }

    private static ModelManifest manifest() {
        return read(example());
    }

    /** The example of the manifest's own schema. */
    private static JsonNode example() {
        String schema = "/" + PayloadTypes.MODEL_MANIFEST.schemaResource();
        try (InputStream json = SampleModels.class.getResourceAsStream(schema)) {
            return JSON.readTree(json).at("/examples/0");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ModelManifest read(JsonNode manifest) {
        try {
            return JsonCodec.of(PayloadTypes.MODEL_MANIFEST).read(JSON.writeValueAsBytes(manifest));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] trainedNetwork() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("configuration.json"));
            zip.putNextEntry(new ZipEntry("coefficients.bin"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
