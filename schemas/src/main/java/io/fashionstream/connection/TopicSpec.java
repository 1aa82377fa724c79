package io.fashionstream.connection;

import static io.fashionstream.check.Check.require;

import java.util.Map;

/**
 * A topic as it should be.
 *
 * @param settings topic-level settings of the broker, such as {@code retention.ms}; what is not named stays default
 */
public record TopicSpec(String name, int partitions, Map<String, String> settings) {
    public TopicSpec {
        require(partitions >= 1, "partitions of %s must be at least 1, got %d", name, partitions);
        settings = Map.copyOf(settings);
    }
}
