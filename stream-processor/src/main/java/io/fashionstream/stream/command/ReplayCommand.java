package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.command.OptionRules;
import io.fashionstream.connection.Reachability;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.replay.Replay;
import io.fashionstream.stream.replay.ReplayOutcome;
import io.fashionstream.stream.replay.Selection;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Sends rejected images again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Sends chosen rejected images to the stream again, each at most once, and says what became of each.",
            "Exit code 0 when each was labelled, rejected again or replayed before."
        })
final class ReplayCommand implements Callable<Integer>, OptionRules {
    /** What chooses; also where its value cannot be read. */
    private static final List<String> CHOICES = List.of("--reason", "--key", "--since", "--until");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions kafka = new ConnectionOptions();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those rejected so; may be repeated: ${COMPLETION-CANDIDATES}.")
    private Set<RejectionReason> reasons = new HashSet<>();

    @Option(names = "--key", paramLabel = "PRODUCT", description = "Only images of this product; may be repeated.")
    private Set<String> products = new HashSet<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only those rejected at this time (2026-11-22T10:00:00Z) or later, or so long ago (PT2H).")
    private Instant since = Instant.MIN;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only those rejected before this time.")
    private Instant until = Instant.MAX;

    @Option(names = "--all", description = "All of them: needed where nothing else is chosen.")
    private boolean all;

    @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
    private boolean dryRun;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for the answers (default: ${DEFAULT-VALUE}).")
    private int waitSeconds = 30;

    private final Map<ReplayOutcome.Fate, Integer> fates = new EnumMap<>(ReplayOutcome.Fate.class);

    @Override
    public List<String> problems() {
        List<String> given = spec.commandLine().getParseResult().originalArgs();
        boolean chosen = CHOICES.stream().anyMatch(choice -> given.stream().anyMatch(word -> word.startsWith(choice)));
        return OptionRules.problemsOf(
                () -> require(
                        chosen || all,
                        "expected --reason, --key, --since or --until to choose rejections, or --all, got none"),
                () -> require(waitSeconds >= 0, "--wait must be at least 0 s, got %d", waitSeconds));
    }

    @Override
    public Integer call() {
        Topics topics = kafka.topics();
        Reachability.check(
                kafka.connection(),
                kafka.brokerTimeout(),
                topics.productImages(),
                topics.rejectedImages(),
                topics.replayedImages(),
                topics.imageLabels());
        Replay replay = new Replay(kafka.connection(), topics, kafka.brokerTimeout(), this::show);
        Selection selection = new Selection(reasons, products, since, until);
        if (dryRun) {
            replay.rehearse(selection);
        } else {
            replay.run(selection, Duration.ofSeconds(waitSeconds));
        }
        return summary();
    }

    private void show(ReplayOutcome outcome) {
        fates.merge(outcome.fate(), 1, Integer::sum);
        PrintWriter out = spec.commandLine().getOut();
        out.println(outcome);
        out.flush();
    }

    private int summary() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                fates.isEmpty()
                        ? "No rejection matches"
                        : fates.entrySet().stream()
                                .map(fate -> fate.getValue() + " "
                                        + fate.getKey()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '))
                                .collect(Collectors.joining(", ")));
        out.flush();
        boolean settled =
                !fates.containsKey(ReplayOutcome.Fate.UNANSWERED) && !fates.containsKey(ReplayOutcome.Fate.NOT_SENT);
        return settled ? 0 : 1;
    }

    /** An instant, or a duration counted back from now. */
    static final class TimeConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.startsWith("P") ? Instant.now().minus(Duration.parse(text)) : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException(
                        "expected a time such as 2026-11-22T10:00:00Z or a duration such as PT2H, got " + text);
            }
        }
    }
}
