package io.fashionstream.trainer.export;

import io.fashionstream.trainer.network.EitherNetwork;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.util.ModelSerializer;

/** Networks in Deeplearning4j's own file format. */
public final class TrainedNetworkFile {
    private static final LocalDateTime UNDATED = LocalDateTime.of(1980, 1, 1, 0, 0);

    private TrainedNetworkFile() {}

    /**
     * The zip of {@code network}, without the updater's state, which would triple it. Undated, so that the same network
     * gives the same bytes.
     */
    public static byte[] write(Model network) {
        ByteArrayOutputStream dated = new ByteArrayOutputStream();
        try {
            ModelSerializer.writeModel(network, dated, false);
            return undated(dated.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
    }

    /**
     * The network in {@code zip}, which must have been checked to hold configuration and weights only, as every
     * {@code ModelArtifact} has.
     *
     * @throws UncheckedIOException if Deeplearning4j cannot read it
     */
    public static Model read(byte[] zip) {
        try {
            return EitherNetwork.read(zip, false);
        } catch (IOException broken) {
            throw new UncheckedIOException("network.dl4j.zip cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static byte[] undated(byte[] zip) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(zip.length);
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(zip));
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                ZipEntry undated = new ZipEntry(entry.getName());
                undated.setTimeLocal(UNDATED);
                to.putNextEntry(undated);
                from.transferTo(to);
            }
        }
        return bytes.toByteArray();
    }
}
