package io.fashionstream.endtoend.shared;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one embedded broker for the whole JVM, and each test method topic names of its own.
 *
 * <p>Use with {@code @ExtendWith(SharedBroker.class)}; parameters of type {@link KafkaConnection} and {@link Topics} of
 * test, before-each and after-each methods are then filled, the same within one test. No topic exists yet.
 */
public final class SharedBroker implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedBroker.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KafkaConnection.class || type == Topics.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Topics.class) {
            return context.getStore(NAMESPACE)
                    .getOrComputeIfAbsent(Topics.class, key -> freshTopics(context), Topics.class);
        }
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(RunningBroker.class, key -> RunningBroker.start(), RunningBroker.class)
                .broker
                .connection();
    }

    private static Topics freshTopics(ExtensionContext context) {
        String test = context.getRequiredTestClass().getSimpleName();
        return new Topics(test + "-" + UUID.randomUUID().toString().substring(0, 8) + "-");
    }

    /** Closed by JUnit when all tests of the JVM are over. */
    private record RunningBroker(EmbeddedKafka broker) implements AutoCloseable {
        /**
         * Takes records of any time, as brokers before Kafka 4 do: what topics want otherwise, they must say. Lets a test choose
         * that the death of an instance is noticed soon.
         */
        private static final Map<String, String> SETTINGS = Map.of(
                "log.message.timestamp.after.max.ms",
                String.valueOf(Long.MAX_VALUE),
                "group.min.session.timeout.ms",
                "1000");

        static RunningBroker start() {
            try {
                return new RunningBroker(EmbeddedKafka.start(Files.createTempDirectory("test-broker-"), 0, SETTINGS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            broker.close();
            try (Stream<Path> files = Files.walk(broker.directory())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
