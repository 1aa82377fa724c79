package io.fashionstream.trainer.data;

import io.fashionstream.dataset.Sha256;
import io.fashionstream.event.ProductImage;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.image.ImageTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Reads picture files with the code and the steps by which the stream processor reads product images, so that a network
 * learns from what it will be given. Only the limit of bytes is wider: a file need not fit into a Kafka record.
 */
final class PictureReader {
    private static final DecodeLimits SERVING = DecodeLimits.DEFAULT;
    private static final DecodeLimits LIMITS =
            new DecodeLimits(64 << 20, SERVING.maxPixels(), SERVING.maxEdgePixels(), SERVING.maxWorkingBytes());
    private static final String NO_TYPE = "application/octet-stream";

    private final ImageDecoder decoder = new ImageDecoder(LIMITS);
    private final Optional<PictureCache> cache;

    /** @param cache where decoded pictures are kept, if anywhere */
    PictureReader(Optional<PictureCache> cache) {
        this.cache = cache;
    }

    /**
     * Reads all {@code files}, with all processors.
     *
     * @param progress is told 1 for each file, by several threads
     * @return one for each file, in their order
     */
    List<DecodedPicture> read(List<LabelledFile> files, IntConsumer progress) {
        List<DecodedPicture> pictures = files.parallelStream()
                .map(file -> {
                    DecodedPicture picture = read(file.file());
                    progress.accept(1);
                    return picture;
                })
                .toList();
        cache.ifPresent(PictureCache::save);
        return pictures;
    }

    private DecodedPicture read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String sha256 = HexFormat.of().formatHex(Sha256.newDigest().digest(bytes));
            byte[] known = cache.map(kept -> kept.get(sha256)).orElse(null);
            return known == null ? decoded(bytes, sha256) : DecodedPicture.of(sha256, new ImageTensor(known));
        } catch (IOException e) {
            return DecodedPicture.unreadable("cannot be read: " + e);
        }
    }

    private DecodedPicture decoded(byte[] bytes, String sha256) {
        Decoded decoded =
                decoder.decode(new ProductImage("file", "file", "file", "file", Instant.EPOCH, NO_TYPE, bytes, null));
        if (decoded instanceof Decoded.Rejected rejected) {
            return DecodedPicture.refused(sha256, rejected.rejection());
        }
        ImageTensor tensor = ((Decoded.Image) decoded).tensor();
        cache.ifPresent(kept -> kept.put(sha256, tensor.toBytes()));
        return DecodedPicture.of(sha256, tensor);
    }
}
