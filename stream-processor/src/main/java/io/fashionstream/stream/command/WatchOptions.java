package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.command.OptionRules;
import io.fashionstream.command.StandardOutput;
import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.Reachability;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadType;
import io.fashionstream.event.serde.SchemaMismatch;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.Paint;
import io.fashionstream.stream.watch.ReleasedClasses;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all kinds of watching share. */
final class WatchOptions implements OptionRules {
    private static final Logger log = LoggerFactory.getLogger(WatchOptions.class);

    @Mixin
    private final ConnectionOptions kafka = new ConnectionOptions();

    @Option(names = "--json", description = "One JSON object a line, as in the topic's JSON Schema.")
    private boolean json;

    @Option(names = "--from-beginning", description = "Begin with what is there already.")
    private boolean fromBeginning;

    @Option(names = "--count", paramLabel = "N", description = "End after N events (default: go on until interrupted).")
    private long count = Long.MAX_VALUE;

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(() -> require(count >= 1, "--count must be at least 1, got %d", count));
    }

    long count() {
        return count;
    }

    /** Whether output can be drawn over and coloured. */
    boolean live() {
        return !json && Ansi.AUTO.enabled();
    }

    Paint paint() {
        return live() ? Paint.COLOURED : Paint.PLAIN;
    }

    ZoneId zone() {
        return ZoneId.systemDefault();
    }

    /** What models call their classes. */
    ReleasedClasses classes() {
        return ReleasedClasses.of(kafka.connection(), kafka.topics(), kafka.brokerTimeout());
    }

    /**
     * Follows one topic until the reader has enough or the program is interrupted.
     *
     * @throws io.fashionstream.connection.BrokerUnreachable if no broker answers
     */
    void follow(Function<Topics, String> topic, Predicate<ConsumerRecords<byte[], byte[]>> reader) {
        KafkaConnection connection = kafka.connection();
        String name = topic.apply(kafka.topics());
        Reachability.check(connection, kafka.brokerTimeout(), name);
        try (CommittedReader events = reader(connection, name)) {
            Thread stop = new Thread(events::stop, "stop-watching");
            Runtime.getRuntime().addShutdownHook(stop);
            StandardOutput.whenReaderIsGone(events::stop);
            events.follow(reader);
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private CommittedReader reader(KafkaConnection connection, String topic) {
        return fromBeginning
                ? CommittedReader.ofAll(connection, kafka.brokerTimeout(), topic)
                : CommittedReader.ofNew(connection, kafka.brokerTimeout(), topic);
    }

    /** Prints each event of one topic as a line. */
    void list(Function<Topics, String> topic, EventLines.Line lines, PrintWriter out) {
        follow(topic, new EventLines(lines, count, out));
    }

    /** The lines of one type of event; {@code text} is its form for people. */
    <T> EventLines.Line lines(PayloadType<T> type, EventLines.Part part, Function<T, String> text) {
        JsonCodec<T> codec = JsonCodec.of(type);
        Function<T, String> line = json ? event -> jsonLine(codec, event) : text;
        return record -> {
            byte[] event = part.of(record);
            return event == null ? Optional.empty() : read(codec, event).map(line);
        };
    }

    /** The value, or empty with a warning if it does not obey its schema. */
    static <T> Optional<T> read(JsonCodec<T> codec, byte[] value) {
        try {
            return Optional.of(codec.read(value));
        } catch (SchemaMismatch e) {
            log.warn("Passed over: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static <T> String jsonLine(JsonCodec<T> codec, T value) {
        return new String(codec.write(value), StandardCharsets.UTF_8);
    }
}
