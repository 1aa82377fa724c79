package io.fashionstream.artifact;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.StoredZip.Slice;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Precision;
import io.fashionstream.event.QuantisedNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model and all that is known about it, in one zip that is addressed by its SHA-256. Immutable.
 *
 * <p>An instance has passed every check that needs no inference runtime: entry names and sizes, the manifest, class
 * order, input shape, presence of canaries, and that {@code network.dl4j.zip} holds no serialized Java objects. That the
 * network's answers agree with the canaries is for its user to check.
 */
public final class ModelArtifact {
    /** Real images with known answers in every artifact. */
    public static final int CANARIES = 32;

    /** No artifact is longer. */
    public static final int MAX_BYTES = StoredZip.MAX_BYTES;

    private final byte[] zip;
    private final String modelId;
    private final Map<ArtifactEntry, Slice> slices;
    private final ModelManifest manifest;
    private final List<Canary> canaries;

    private ModelArtifact(byte[] zip) {
        this.zip = zip;
        this.slices = StoredZip.read(zip);
        this.manifest = ManifestJson.read(entry(ArtifactEntry.MANIFEST));
        this.canaries = CanariesJson.read(entry(ArtifactEntry.CANARIES), manifest.classes());
        ManifestRules.checkInt8(manifest, canaries, slices.containsKey(ArtifactEntry.INT8_NETWORK));
        TrainedNetworkZip.check(entry(ArtifactEntry.TRAINED_NETWORK));
        this.modelId = digest(zip);
    }

    /**
     * Packs a model. Equal parts give equal bytes, and so an equal model id.
     *
     * @param network the ONNX file
     * @param trainedNetwork Deeplearning4j's own zip, of {@code configuration.json} and {@code coefficients.bin}
     * @param canaries {@value #CANARIES} of them
     * @param report a self-contained HTML page
     * @throws ArtifactRefused if the parts would make an artifact that no reader takes
     */
    public static ModelArtifact pack(
            ModelManifest manifest, byte[] network, byte[] trainedNetwork, List<Canary> canaries, String report) {
        Map<ArtifactEntry, byte[]> contents = new EnumMap<>(ArtifactEntry.class);
        contents.put(ArtifactEntry.MANIFEST, ManifestJson.write(manifest));
        contents.put(ArtifactEntry.NETWORK, network);
        contents.put(ArtifactEntry.TRAINED_NETWORK, trainedNetwork);
        contents.put(ArtifactEntry.CANARIES, CanariesJson.write(canaries));
        contents.put(ArtifactEntry.REPORT, report.getBytes(StandardCharsets.UTF_8));
        return new ModelArtifact(StoredZip.write(contents));
    }

    /**
     * Reads an artifact from the bytes of its zip, which must not change afterwards.
     *
     * @throws ArtifactRefused if they are anything else
     */
    public static ModelArtifact ofZip(byte[] zip) {
        return new ModelArtifact(zip);
    }

    /**
     * Reads an artifact from a zip file, or from a folder that holds its entries as files and nothing else. Both forms of
     * the same entries have the same model id.
     *
     * @throws ArtifactRefused if it is no artifact; names the path
     * @throws IOException if it cannot be read
     */
    public static ModelArtifact read(Path fileOrFolder) throws IOException {
        if (!Files.exists(fileOrFolder)) {
            throw new ArtifactRefused(fileOrFolder.toString(), "a zip file or a folder with a model", "nothing");
        }
        byte[] zip = ArtifactFiles.read(fileOrFolder);
        try {
            return new ModelArtifact(zip);
        } catch (ArtifactRefused e) {
            throw new ArtifactRefused(fileOrFolder + ": " + e.where(), e.expected(), e.found(), e);
        }
    }

    /** The same model under another manifest; it has another model id. */
    public ModelArtifact withManifest(ModelManifest other) {
        return with(Map.of(ArtifactEntry.MANIFEST, ManifestJson.write(other)));
    }

    /** The same model under another report; it has another model id. */
    public ModelArtifact withReport(String other) {
        return with(Map.of(ArtifactEntry.REPORT, other.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The same model with a network of integers beside the one of floats, in place of any that it has; it has another model
     * id.
     *
     * @param network the ONNX file
     * @param answers the network's probabilities at temperature 1 for each canary, in order
     * @throws ArtifactRefused if the parts would make an artifact that no reader takes
     */
    public ModelArtifact withInt8(QuantisedNetwork known, byte[] network, List<float[]> answers) {
        require(
                answers.size() == canaries.size(),
                "%d canaries need as many answers, got %d",
                CANARIES,
                answers.size());
        List<Canary> answered = IntStream.range(0, CANARIES)
                .mapToObj(i -> canaries.get(i).withInt8(answers.get(i)))
                .toList();
        return with(Map.of(
                ArtifactEntry.MANIFEST, ManifestJson.write(manifest.withInt8(known)),
                ArtifactEntry.INT8_NETWORK, network,
                ArtifactEntry.CANARIES, CanariesJson.write(answered)));
    }

    /** The same model without a network of integers. */
    public ModelArtifact withoutInt8() {
        List<Canary> answered = canaries.stream()
                .map(canary -> new Canary(canary.pixels(), canary.probabilities()))
                .toList();
        Map<ArtifactEntry, byte[]> contents = contents();
        contents.remove(ArtifactEntry.INT8_NETWORK);
        contents.put(ArtifactEntry.MANIFEST, ManifestJson.write(manifest.withInt8(null)));
        contents.put(ArtifactEntry.CANARIES, CanariesJson.write(answered));
        return new ModelArtifact(StoredZip.write(contents));
    }

    private ModelArtifact with(Map<ArtifactEntry, byte[]> others) {
        Map<ArtifactEntry, byte[]> contents = contents();
        contents.putAll(others);
        return new ModelArtifact(StoredZip.write(contents));
    }

    private Map<ArtifactEntry, byte[]> contents() {
        Map<ArtifactEntry, byte[]> contents = new EnumMap<>(ArtifactEntry.class);
        slices.keySet().forEach(entry -> contents.put(entry, entry(entry)));
        return contents;
    }

    /** Lower-case hex SHA-256 of {@link #zip}: 64 characters. */
    public String modelId() {
        return modelId;
    }

    public ModelManifest manifest() {
        return manifest;
    }

    /** The canaries, {@value #CANARIES} of them. */
    public List<Canary> canaries() {
        return canaries;
    }

    /** A copy of {@code network.onnx}. */
    public byte[] network() {
        return entry(ArtifactEntry.NETWORK);
    }

    /** Whether it holds a network of {@code precision}; each holds one of {@code FP32}. */
    public boolean holds(Precision precision) {
        return slices.containsKey(entry(precision));
    }

    /** A copy of the ONNX file of {@code precision}, which it must hold. */
    public byte[] network(Precision precision) {
        require(holds(precision), "the artifact holds no network of %s", precision);
        return entry(entry(precision));
    }

    private static ArtifactEntry entry(Precision precision) {
        return precision == Precision.FP32 ? ArtifactEntry.NETWORK : ArtifactEntry.INT8_NETWORK;
    }

    /** A copy of {@code network.dl4j.zip}. */
    public byte[] trainedNetwork() {
        return entry(ArtifactEntry.TRAINED_NETWORK);
    }

    /** The HTML of {@code report.html}. */
    public String report() {
        return new String(entry(ArtifactEntry.REPORT), StandardCharsets.UTF_8);
    }

    /** The whole zip; shared, not to be changed. */
    public byte[] zip() {
        return zip;
    }

    /** A copy of one entry's bytes. */
    public byte[] entry(ArtifactEntry entry) {
        return Objects.requireNonNull(slices.get(entry), entry.fileName()).of(zip);
    }

    /** Writes the zip; a reader of {@code file} sees the old or the new one, never a part. */
    public void writeZip(Path file) throws IOException {
        ArtifactFiles.write(file, zip);
    }

    /** Its entries, in order. */
    public Set<ArtifactEntry> entries() {
        return Collections.unmodifiableSet(slices.keySet());
    }

    /** Writes the entries as files of {@code folder}, which is created if need be. */
    public void writeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (ArtifactEntry entry : slices.keySet()) {
            ArtifactFiles.write(folder.resolve(entry.fileName()), entry(entry));
        }
    }

    @Override
    public String toString() {
        return "ModelArtifact[%s, %s, %d bytes]".formatted(manifest.network(), modelId, zip.length);
    }

    /** Lower-case hex SHA-256 of {@code zip}: the model id that it would have. */
    public static String digest(byte[] zip) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java runtime has SHA-256", absent);
        }
    }
}
