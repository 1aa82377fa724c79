package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactRefused.refuseUnless;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Checks {@code network.dl4j.zip} before Deeplearning4j may open it: configuration and weights, nothing else. Above all
 * no {@code preprocessor.bin}, which Deeplearning4j would deserialize as Java objects.
 *
 * <p>Entries are inflated in order and counted, never kept: what a header says about sizes is not trusted.
 */
final class TrainedNetworkZip {
    private static final Map<String, Long> MAX_BYTES =
            Map.of("configuration.json", 4L << 20, "coefficients.bin", 256L << 20);

    private TrainedNetworkZip() {}

    /** @throws ArtifactRefused if it holds anything but the two entries, or more bytes than they may have */
    static void check(byte[] zip) {
        Set<String> missing = new TreeSet<>(MAX_BYTES.keySet());
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                checkEntry(entry.getName(), entries, missing);
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw new ArtifactRefused(where(""), "a readable zip", String.valueOf(broken.getMessage()), broken);
        }
        refuseUnless(missing.isEmpty(), where(""), "entries " + new TreeSet<>(MAX_BYTES.keySet()), "no " + missing);
    }

    private static void checkEntry(String name, InputStream inflated, Set<String> missing) throws IOException {
        String shown = "entry \"" + name.replaceAll("[^\\x20-\\x7e]", "?") + "\"";
        refuseUnless(MAX_BYTES.containsKey(name), where(""), "only " + new TreeSet<>(MAX_BYTES.keySet()), shown);
        refuseUnless(missing.remove(name), where(""), "each entry once", "a second " + shown);
        long maxBytes = MAX_BYTES.getOrDefault(name, 0L);
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = inflated.read(buffer); read >= 0; read = inflated.read(buffer)) {
            bytes += read;
            refuseUnless(bytes <= maxBytes, where(name), "at most " + maxBytes + " bytes inflated", "more");
        }
    }

    private static String where(String entry) {
        return (ArtifactEntry.TRAINED_NETWORK.fileName() + " " + entry).strip();
    }
}
