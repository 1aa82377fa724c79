package io.fashionstream.artifact;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The entries of an artifact in the order in which they stand in the zip. All but one are required. */
public enum ArtifactEntry {
    MANIFEST("manifest.json", 1 << 20),
    NETWORK("network.onnx", 128 << 20),
    /** The same network in 8-bit integers: optional. */
    INT8_NETWORK("network.int8.onnx", 128 << 20),
    TRAINED_NETWORK("network.dl4j.zip", 128 << 20),
    CANARIES("canaries.json", 1 << 20),
    REPORT("report.html", 16 << 20);

    /** All entries, in order. */
    public static final List<ArtifactEntry> ALL = List.of(values());

    private final String fileName;
    private final int maxBytes;

    ArtifactEntry(String fileName, int maxBytes) {
        this.fileName = fileName;
        this.maxBytes = maxBytes;
    }

    /** The entry's name in the zip, and its file's name in a folder. */
    public String fileName() {
        return fileName;
    }

    /** A longer entry is refused unread. */
    public int maxBytes() {
        return maxBytes;
    }

    /** Whether an artifact may lack it. */
    public boolean isOptional() {
        return this == INT8_NETWORK;
    }

    /** The entry of a name, or empty for every name that an artifact must not hold. */
    public static Optional<ArtifactEntry> named(String fileName) {
        return ALL.stream().filter(entry -> entry.fileName.equals(fileName)).findFirst();
    }

    byte[] nameBytes() {
        return fileName.getBytes(StandardCharsets.US_ASCII);
    }
}
