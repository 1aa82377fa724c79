package io.fashionstream.connection;

import static io.fashionstream.check.Check.require;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;

/** Asks whether a broker answers and has the topics that a command needs, before that command begins. */
public final class Reachability {
    private Reachability() {}

    /**
     * How long to wait for a broker, as a person said it.
     *
     * @throws IllegalArgumentException if that is less than a second or more than ten minutes
     */
    public static Duration patience(int seconds) {
        require(seconds >= 1 && seconds <= 600, "--broker-timeout must be 1 to 600 seconds, got %d", seconds);
        return Duration.ofSeconds(seconds);
    }

    /**
     * Returns if a broker answers within {@code patience} and has all of {@code topics}.
     *
     * @throws BrokerUnreachable if none answers
     * @throws IllegalArgumentException if a topic is missing; the message says how to create it
     */
    public static void check(KafkaConnection connection, Duration patience, String... topics) {
        int millis = (int) Math.max(1000, Math.min(patience.toMillis(), Integer.MAX_VALUE));
        try (Admin admin = Admin.create(connection.with(
                Map.of("default.api.timeout.ms", millis, "request.timeout.ms", millis, "client.id", "reachability")))) {
            Set<String> existing = admin.listTopics().names().get(millis + 1000L, TimeUnit.MILLISECONDS);
            Set<String> missing = new TreeSet<>(List.of(topics));
            missing.removeAll(existing);
            require(
                    missing.isEmpty(),
                    "Kafka at %s has no topic %s; \"fashion-stream topics\" creates them",
                    connection.bootstrapServers(),
                    String.join(", ", missing));
        } catch (ExecutionException e) {
            throw new BrokerUnreachable(connection, patience, e.getCause());
        } catch (TimeoutException e) {
            throw new BrokerUnreachable(connection, patience, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
