package io.fashionstream.stream.command;

import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadType;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.Paint;
import java.time.ZoneId;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows each event of one topic as a line; which topic and what line, its commands say. */
@Command(mixinStandardHelpOptions = true)
class WatchLines<T> implements Runnable {
    private final Function<Topics, String> topic;
    private final JsonCodec<T> codec;
    private final EventLines.Part part;
    private final BiFunction<Paint, ZoneId, Function<T, String>> text;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final WatchOptions options = new WatchOptions();

    /**
     * What to show.
     *
     * @param part where the event stands in its record
     * @param text the event as a line for people
     */
    WatchLines(
            Function<Topics, String> topic,
            PayloadType<T> type,
            EventLines.Part part,
            BiFunction<Paint, ZoneId, Function<T, String>> text) {
        this.topic = topic;
        this.codec = JsonCodec.of(type);
        this.part = part;
        this.text = text;
    }

    @Override
    public void run() {
        Function<T, String> line = text.apply(options.paint(), options.zone());
        options.list(topic, codec, part, line, spec.commandLine().getOut());
    }
}
