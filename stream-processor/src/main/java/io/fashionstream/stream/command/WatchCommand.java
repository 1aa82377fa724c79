package io.fashionstream.stream.command;

import io.fashionstream.command.CommandGroup;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.serde.PayloadType;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.answer.AnswerReader;
import io.fashionstream.stream.watch.EventText;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what comes out of the stream. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Shows what comes out of the stream, as it comes.",
        subcommands = WatchAccuracyCommand.class)
final class WatchCommand extends CommandGroup {
    WatchCommand() {
        super("expected what to watch: labels, rejections, accuracy, health, alerts or rollouts");
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows each label as it comes.")
    void labels(@Mixin WatchOptions options) {
        list(options, Topics::imageLabels, PayloadTypes.IMAGE_LABEL, ConsumerRecord::value, EventText::label);
    }

    @Command(mixinStandardHelpOptions = true, description = "Shows each rejection as it comes.")
    void rejections(@Mixin WatchOptions options) {
        list(
                options,
                Topics::rejectedImages,
                PayloadTypes.REJECTED_IMAGE,
                AnswerReader::rejection,
                EventText::rejection);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Shows calibration, drift and rates of each model, every step.")
    void health(@Mixin WatchOptions options) {
        list(options, Topics::modelHealth, PayloadTypes.MODEL_HEALTH, ConsumerRecord::value, EventText::health);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Shows each accuracy alert as it is raised, and as it ends.")
    void alerts(@Mixin WatchOptions options) {
        list(options, Topics::accuracyAlerts, PayloadTypes.ACCURACY_ALERT, ConsumerRecord::value, EventText::alert);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Shows which instance serves or refuses which model, and each step of a canary.")
    void rollouts(@Mixin WatchOptions options) {
        EventText text = text(options);
        EventLines.Line instances = options.lines(PayloadTypes.MODEL_ROLLOUT, ConsumerRecord::value, text::rollout);
        EventLines.Line canaries = options.lines(PayloadTypes.CANARY_STEP, ConsumerRecord::value, text::canary);
        options.list(
                Topics::modelRollouts,
                record -> (isOfCanary(record.key()) ? canaries : instances).apply(record),
                spec().commandLine().getOut());
    }

    private static boolean isOfCanary(byte @Nullable [] key) {
        return key != null && CanaryStep.isRolloutKey(new String(key, StandardCharsets.UTF_8));
    }

    private <T> void list(
            WatchOptions options,
            Function<Topics, String> topic,
            PayloadType<T> type,
            EventLines.Part part,
            BiFunction<EventText, T, String> line) {
        EventText text = text(options);
        options.list(
                topic,
                options.lines(type, part, event -> line.apply(text, event)),
                spec().commandLine().getOut());
    }

    private static EventText text(WatchOptions options) {
        return new EventText(options.paint(), options.zone(), options.classes());
    }
}
