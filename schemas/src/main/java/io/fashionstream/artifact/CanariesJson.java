package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactRefused.refuseUnless;
import static io.fashionstream.event.Precision.INT8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fashionstream.event.Classes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code canaries.json}: {@code {"formatVersion": 1, "canaries": [{"pixels": base64 of 784 bytes, "probabilities": [a
 * number for each class], "int8Probabilities": [the same]}, ...]}}; the last of these only where the model has a network of
 * integers.
 */
final class CanariesJson {
    private static final double SUM_TOLERANCE = 1e-3;

    private CanariesJson() {}

    private record Document(int formatVersion, List<Entry> canaries) {}

    @SuppressWarnings("ArrayRecordComponent") // lives only between the parser and Canary, is never compared
    private record Entry(
            byte[] pixels,
            float[] probabilities,
            @JsonInclude(JsonInclude.Include.NON_NULL) float @Nullable [] int8Probabilities) {}

    static byte[] write(List<Canary> canaries) {
        List<Entry> entries = canaries.stream()
                .map(canary -> new Entry(
                        canary.pixels(), canary.probabilities(), canary.hasInt8() ? canary.probabilities(INT8) : null))
                .toList();
        return ManifestJson.toBytes(new Document(ManifestJson.FORMAT_VERSION, entries));
    }

    /** @throws ArtifactRefused unless it is the expected number of whole canaries */
    static List<Canary> read(byte[] json, Classes classes) {
        String where = ArtifactEntry.CANARIES.fileName();
        List<Entry> entries = ManifestJson.parse(json, Document.class, where).canaries();
        refuseUnless(entries != null, where + " /canaries", "a list", "null");
        refuseUnless(
                entries.size() == ModelArtifact.CANARIES,
                where + " /canaries",
                ModelArtifact.CANARIES + " canaries",
                entries.size());
        List<Canary> canaries = new ArrayList<>();
        for (Entry entry : entries) {
            canaries.add(canary(entry, classes, where + " /canaries/" + canaries.size()));
        }
        return List.copyOf(canaries);
    }

    private static Canary canary(Entry entry, Classes classes, String where) {
        refuseUnless(entry != null && entry.pixels() != null, where + "/pixels", "784 bytes in base64", "null");
        refuseUnless(entry.probabilities() != null, where + "/probabilities", "a number for each class", "null");
        check(entry.probabilities(), classes, where + "/probabilities");
        float[] int8 = entry.int8Probabilities();
        if (int8 != null) {
            check(int8, classes, where + "/int8Probabilities");
        }
        try {
            return new Canary(entry.pixels(), entry.probabilities(), int8);
        } catch (IllegalArgumentException fault) {
            throw new ArtifactRefused(where, "a whole canary", String.valueOf(fault.getMessage()), fault);
        }
    }

    private static void check(float[] probabilities, Classes classes, String where) {
        int numbers = probabilities.length;
        refuseUnless(numbers == classes.size(), where, classes.size() + " numbers", numbers);
        double sum = 0;
        for (float probability : probabilities) {
            refuseUnless(probability >= 0 && probability <= 1, where, "0 to 1", probability);
            sum += probability;
        }
        refuseUnless(Math.abs(sum - 1) <= SUM_TOLERANCE, where, "a sum of 1", sum);
    }
}
