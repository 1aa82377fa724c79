package io.fashionstream.stream.command;

import io.fashionstream.command.Screen;
import io.fashionstream.command.TerminalSize;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.watch.AccuracyTable;
import java.io.PrintWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows rolling accuracy: a table that is drawn anew on a terminal, lines elsewhere. */
@Command(name = "accuracy", mixinStandardHelpOptions = true, description = "Shows how often each class is right.")
final class WatchAccuracyCommand implements Runnable {
    private final JsonCodec<ClassAccuracy> codec = JsonCodec.of(PayloadTypes.CLASS_ACCURACY);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final WatchOptions options = new WatchOptions();

    private long shown;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        AccuracyTable table = new AccuracyTable(options.paint(), options.zone(), options.classes());
        if (!options.live()) {
            options.list(
                    Topics::classAccuracy,
                    options.lines(PayloadTypes.CLASS_ACCURACY, ConsumerRecord::value, table::line),
                    out);
            return;
        }
        Screen screen = new Screen(out, TerminalSize::ofOutput);
        screen.draw(table.lines());
        options.follow(Topics::classAccuracy, records -> draw(records, table, screen));
    }

    private boolean draw(ConsumerRecords<byte[], byte[]> records, AccuracyTable table, Screen screen) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() != null) {
                WatchOptions.read(codec, record.value()).ifPresent(table::add);
                shown++;
            }
        }
        screen.draw(table.lines());
        return shown < options.count();
    }
}
