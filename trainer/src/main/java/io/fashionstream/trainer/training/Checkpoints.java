package io.fashionstream.trainer.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.trainer.network.EitherNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The last checkpoint of a training, one file in a folder. A new one is written to a second file, forced to disk and
 * renamed, so that after a full disk or a crash the previous one is still there.
 *
 * <p>The file is a zip: {@code state.json}, {@code network.zip} (Deeplearning4j's own format, with updater state) and,
 * if the training ends with other weights than its last, {@code kept.bin}.
 */
public final class Checkpoints {
    private static final String FILE = "checkpoint.zip";
    private static final String STATE = "state.json";
    private static final String NETWORK = "network.zip";
    private static final String KEPT = "kept.bin";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> identity;

    /**
     * Keeps checkpoints in {@code folder}, which is made when the first is saved.
     *
     * @param identity what must be the same to go on: network, data and hyper-parameters
     */
    public Checkpoints(Path folder, Map<String, String> identity) {
        this.folder = folder;
        this.identity = Map.copyOf(identity);
    }

    /** Where the checkpoint is. */
    public Path file() {
        return folder.resolve(FILE);
    }

    /** Whether there is one. */
    public boolean exist() {
        return Files.exists(file());
    }

    /** Replaces the checkpoint. */
    void save(Model network, TrainingState state, @Nullable INDArray keptParameters) throws IOException {
        Files.createDirectories(folder);
        Path beside = folder.resolve(FILE + ".tmp");
        try {
            write(beside, network, state, keptParameters);
            Files.move(beside, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
        forceFolder();
    }

    private void write(Path beside, Model network, TrainingState state, @Nullable INDArray keptParameters)
            throws IOException {
        try (FileChannel channel = FileChannel.open(
                        beside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream stream = Channels.newOutputStream(channel);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            zip.setLevel(1);
            entry(zip, STATE, JSON.writeValueAsBytes(Map.of("identity", identity, "state", state)));
            ByteArrayOutputStream networkBytes = new ByteArrayOutputStream();
            ModelSerializer.writeModel(network, networkBytes, true);
            entry(zip, NETWORK, networkBytes.toByteArray());
            if (keptParameters != null) {
                ByteArrayOutputStream kept = new ByteArrayOutputStream();
                Nd4j.write(keptParameters, new DataOutputStream(kept));
                entry(zip, KEPT, kept.toByteArray());
            }
            zip.finish();
            channel.force(true);
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** Makes the renaming itself durable, where folders can be forced. */
    private void forceFolder() throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /**
     * Reads the checkpoint, if there is one.
     *
     * @throws CheckpointException if it is broken, or of another network, data set or plan: names each difference
     */
    Optional<Checkpoint> load() {
        if (!exist()) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file().toFile())) {
            Saved saved = JSON.readValue(content(zip, STATE), Saved.class);
            requireSame(saved.identity());
            Model network = EitherNetwork.read(content(zip, NETWORK), true);
            INDArray kept = zip.getEntry(KEPT) == null
                    ? null
                    : Nd4j.read(new DataInputStream(new ByteArrayInputStream(content(zip, KEPT))));
            return Optional.of(new Checkpoint(network, saved.state(), kept));
        } catch (IOException | RuntimeException e) {
            throw e instanceof CheckpointException known
                    ? known
                    : new CheckpointException(
                            "%s: expected a checkpoint of this program, found one that cannot be read: %s; delete it to start anew"
                                    .formatted(file(), e.getMessage()),
                            e);
        }
    }

    /** What {@code state.json} holds. */
    private record Saved(Map<String, String> identity, TrainingState state) {}

    private static byte[] content(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("entry " + name + " is missing");
        }
        return zip.getInputStream(entry).readAllBytes();
    }

    private void requireSame(Map<String, String> saved) {
        TreeSet<String> names = new TreeSet<>(identity.keySet());
        names.addAll(saved.keySet());
        String differences = names.stream()
                .filter(name -> !java.util.Objects.equals(identity.get(name), saved.get(name)))
                .map(name -> "%s: the checkpoint's is %s, this training's is %s"
                        .formatted(name, saved.get(name), identity.get(name)))
                .collect(Collectors.joining(System.lineSeparator() + "  "));
        if (!differences.isEmpty()) {
            throw new CheckpointException(
                    "%s is the checkpoint of another training:%n  %s%nGive the same options to go on with it, or another folder."
                            .formatted(file(), differences),
                    null);
        }
    }
}
