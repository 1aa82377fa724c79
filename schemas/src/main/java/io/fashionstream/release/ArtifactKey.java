package io.fashionstream.release;

import io.fashionstream.event.ArtifactIndex;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Record keys on {@code model-artifacts}, and how those of both release topics are read. */
final class ArtifactKey {
    private static final String INDEX = "/index";

    private ArtifactKey() {}

    /** The key of a record as text; empty if it has none. */
    static String text(ConsumerRecord<byte[], byte[]> stored) {
        return stored.key() == null ? "" : new String(stored.key(), StandardCharsets.UTF_8);
    }

    static String index(String modelId) {
        return modelId + INDEX;
    }

    static boolean isIndex(String key) {
        return key.endsWith(INDEX);
    }

    static String chunk(String modelId, int number) {
        return String.format(Locale.ROOT, "%s/%05d", modelId, number);
    }

    /** Keys of everything that belongs to an artifact: its chunks and its index. */
    static Stream<String> all(ArtifactIndex index) {
        return Stream.concat(
                IntStream.range(0, index.chunks()).mapToObj(number -> chunk(index.modelId(), number)),
                Stream.of(index(index.modelId())));
    }
}
