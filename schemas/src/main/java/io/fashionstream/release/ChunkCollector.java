package io.fashionstream.release;

import io.fashionstream.artifact.ArtifactRefused;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ArtifactIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Assembles the artifact of one model from its chunks. It never holds bytes of another model, nor more than an artifact
 * may have.
 */
final class ChunkCollector {
    private final String modelId;
    private final String topic;
    private final IndexTable indexes = new IndexTable();
    private final Map<String, byte[]> chunks = new HashMap<>();
    private long held;

    ChunkCollector(String modelId, String topic) {
        this.modelId = modelId;
        this.topic = topic;
    }

    void apply(ConsumerRecord<byte[], byte[]> stored) {
        String key = ArtifactKey.text(stored);
        if (!key.startsWith(modelId + "/")) {
            return;
        }
        if (ArtifactKey.isIndex(key)) {
            indexes.apply(stored);
            return;
        }
        byte[] replaced = chunks.remove(key);
        held -= replaced == null ? 0 : replaced.length;
        if (stored.value() != null) {
            held += stored.value().length;
            refuseTooMuch(held);
            chunks.put(key, stored.value());
        }
    }

    /** Whether the model was found, whole or not. */
    boolean hasIndex() {
        return indexes.of(modelId).isPresent();
    }

    /**
     * The artifact.
     *
     * @throws ArtifactUnavailable if its index or a chunk is missing
     * @throws ArtifactRefused if the chunks are not what the index and the digest say, or break the format
     */
    ModelArtifact artifact() {
        ArtifactIndex index = indexes.of(modelId)
                .orElseThrow(() -> new ArtifactUnavailable(modelId, topic, "an index record", "none"));
        refuseTooMuch(index.bytes());
        byte[] zip = new byte[Math.toIntExact(index.bytes())];
        int at = 0;
        for (int number = 0; number < index.chunks(); number++) {
            byte[] chunk = chunk(number, index);
            if (chunk.length > zip.length - at) {
                throw refused(index.bytes() + " bytes", "more at chunk " + number);
            }
            System.arraycopy(chunk, 0, zip, at, chunk.length);
            at += chunk.length;
        }
        return checked(zip, at);
    }

    private byte[] chunk(int number, ArtifactIndex index) {
        return Optional.ofNullable(chunks.remove(ArtifactKey.chunk(modelId, number)))
                .orElseThrow(() -> new ArtifactUnavailable(
                        modelId, topic, "chunk %d of %d".formatted(number, index.chunks()), "none"));
    }

    private ModelArtifact checked(byte[] zip, int filled) {
        if (filled != zip.length) {
            throw refused(zip.length + " bytes", filled + " bytes");
        }
        String digest = ModelArtifact.digest(zip);
        if (!digest.equals(modelId)) {
            throw refused("SHA-256 " + modelId, digest);
        }
        return ModelArtifact.ofZip(zip);
    }

    private void refuseTooMuch(long bytes) {
        if (bytes > ModelArtifact.MAX_BYTES) {
            throw refused("at most " + ModelArtifact.MAX_BYTES + " bytes", "more");
        }
    }

    private ArtifactRefused refused(String expected, String found) {
        return new ArtifactRefused("chunks of " + modelId + " on " + topic, expected, found);
    }
}
