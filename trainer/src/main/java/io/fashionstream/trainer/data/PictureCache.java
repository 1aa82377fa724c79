package io.fashionstream.trainer.data;

import io.fashionstream.image.ImageDecoder;
import io.fashionstream.image.ImageTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what pictures were decoded to, by the SHA-256 of their files, so that a folder of photos is decoded once. It is a
 * file of entries of one length: digest (32 bytes), pixels (784), CRC-32 of both (4). An entry whose checksum is wrong,
 * or that was cut short, is passed over; the file's name holds the version of the decoding steps.
 *
 * <p>Safe for use by several threads, and by several programs at once.
 */
final class PictureCache {
    private static final int DIGEST_BYTES = 32;
    private static final int ENTRY_BYTES = DIGEST_BYTES + ImageTensor.PIXELS + Integer.BYTES;

    private final Path file;
    private final Map<String, byte[]> pixels = new ConcurrentHashMap<>();
    private final Queue<String> unsaved = new ConcurrentLinkedQueue<>();

    private PictureCache(Path file) {
        this.file = file;
    }

    /** Opens the cache in {@code folder}, which is created when something is kept. */
    static PictureCache open(Path folder) {
        PictureCache cache = new PictureCache(folder.resolve("pictures-" + ImageDecoder.STEPS_VERSION + ".bin"));
        try {
            cache.load();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the decoded pictures of " + cache.file, e);
        }
        return cache;
    }

    /** The 784 bytes that the picture with this digest was decoded to, or null. The caller must not change them. */
    byte @Nullable [] get(String sha256) {
        return pixels.get(sha256);
    }

    void put(String sha256, byte[] decoded) {
        if (pixels.putIfAbsent(sha256, decoded) == null) {
            unsaved.add(sha256);
        }
    }

    /** Appends what is new to the file. */
    void save() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until it is closed
                channel.position(channel.size() / ENTRY_BYTES * ENTRY_BYTES); // over an entry that was cut short
                append(channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the decoded pictures in " + file, e);
        }
    }

    private void append(FileChannel channel) throws IOException {
        for (String sha256; (sha256 = unsaved.poll()) != null; ) {
            ByteBuffer entry = ByteBuffer.allocate(ENTRY_BYTES)
                    .put(HexFormat.of().parseHex(sha256))
                    .put(pixels.get(sha256));
            entry.putInt(checksum(entry.array())).flip();
            while (entry.hasRemaining()) {
                channel.write(entry);
            }
        }
    }

    private void load() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
        byte[] entry = new byte[ENTRY_BYTES];
        while (all.remaining() >= ENTRY_BYTES) {
            all.get(entry);
            if (ByteBuffer.wrap(entry).getInt(ENTRY_BYTES - Integer.BYTES) == checksum(entry)) {
                byte[] image = new byte[ImageTensor.PIXELS];
                System.arraycopy(entry, DIGEST_BYTES, image, 0, image.length);
                pixels.put(HexFormat.of().formatHex(entry, 0, DIGEST_BYTES), image);
            }
        }
    }

    private static int checksum(byte[] entry) {
        CRC32 crc = new CRC32();
        crc.update(entry, 0, ENTRY_BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }
}
