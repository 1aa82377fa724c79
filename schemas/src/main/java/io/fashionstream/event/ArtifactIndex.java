package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.time.Instant;

/**
 * What a model artifact consists of on {@code model-artifacts}. Key: {@code modelId/index}; the chunks' keys are
 * {@code modelId/00000} and so on, all but the last equally long.
 *
 * @param modelId lower-case hex SHA-256 of the artifact: all chunks, one after the other
 * @param bytes length of the artifact
 * @param chunks how many records it is cut into
 * @param publishedTime when it was last put there
 */
public record ArtifactIndex(String modelId, long bytes, int chunks, Instant publishedTime, ModelManifest manifest) {
    public ArtifactIndex {
        require(modelId.matches("[0-9a-f]{64}"), "a model id is 64 lower-case hex digits, got \"%s\"", modelId);
        require(bytes >= 1, "an artifact has 1 byte or more, got %d", bytes);
        require(chunks >= 1 && chunks <= 100_000, "an artifact has 1 to 100000 chunks, got %d", chunks);
    }
}
