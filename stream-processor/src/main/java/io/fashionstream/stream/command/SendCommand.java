package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.command.OptionRules;
import io.fashionstream.connection.Reachability;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.answer.AnswerReader;
import io.fashionstream.stream.send.AwaitedAnswers;
import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.send.Publisher;
import io.fashionstream.stream.send.SentJournal;
import io.fashionstream.stream.watch.ReleasedClasses;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes images from files. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = {
            "Sends images as product images, from files and folders (PNG, JPEG, WebP, 784 raw bytes) or from the data set's"
                    + " own files.",
            "An image right in a folder is a product of its own; images in a sub-folder are all of the product that the"
                    + " sub-folder names. A list has a line for each image: its path in the column \"path\" and, if it"
                    + " is to be declared, its category in the column \"class\"."
        })
final class SendCommand implements Callable<Integer>, OptionRules {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions kafka = new ConnectionOptions();

    @Mixin
    private final PictureOptions chosen = new PictureOptions();

    @Option(names = "--count", paramLabel = "N", description = "Send only the first N images.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--rate", paramLabel = "N", description = "Images per second (default: as fast as they are taken).")
    private double rate = Double.POSITIVE_INFINITY;

    @Option(names = "--endless", description = "Begin again after the last image, until interrupted or --count.")
    private boolean endless;

    @Option(
            names = "--wait",
            description =
                    "Wait for the label or rejection of each image and print it; exit code 0 if all are labelled.")
    private boolean wait;

    @Option(
            names = "--wait-limit",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait after the last image was sent (default: ${DEFAULT-VALUE}).")
    private int waitLimitSeconds;

    @Option(names = "--json", description = "With --wait: one JSON object a line.")
    private boolean json;

    @Option(
            names = "--mode",
            defaultValue = "BINARY",
            description = "CloudEvents mode: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ProductImageWriter.Mode mode = ProductImageWriter.Mode.BINARY;

    @Option(
            names = "--source",
            defaultValue = "/fashion-stream/send",
            description = "CloudEvents source of the events (default: ${DEFAULT-VALUE}).")
    private URI source = URI.create("/fashion-stream/send");

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = {
                "Notes each image that the broker has, and leaves out those that FILE notes already: a run that was cut"
                        + " off goes on.",
                "The event id of an image is always the same then."
            })
    private @Nullable Path journal;

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(
                () -> require(count >= 1, "--count must be at least 1, got %d", count),
                () -> require(
                        !wait || !endless || count < Long.MAX_VALUE,
                        "--wait needs an end: --endless goes with --count"),
                () -> require(wait || !json, "--json needs --wait"),
                () -> require(journal == null || !endless, "--journal needs an end: it does not go with --endless"),
                () -> require(waitLimitSeconds >= 1, "--wait-limit must be at least 1, got %d", waitLimitSeconds),
                () -> require(rate > 0, "--rate must be above 0, got %s", rate));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        List<Picture> pictures = chosen.pictures();
        Topics topics = kafka.topics();
        String[] needed = wait
                ? new String[] {topics.productImages(), topics.imageLabels(), topics.rejectedImages()}
                : new String[] {topics.productImages()};
        Reachability.check(kafka.connection(), kafka.brokerTimeout(), needed);
        return wait ? sendAndWait(pictures) : send(pictures);
    }

    private int sendAndWait(List<Picture> pictures) throws InterruptedException, IOException {
        PrintWriter errors = spec.commandLine().getErr();
        AnswerLines lines = new AnswerLines(
                spec.commandLine().getOut(),
                Progress.inLines("answered", errors),
                json,
                ReleasedClasses.of(kafka.connection(), kafka.topics(), kafka.brokerTimeout()));
        SendProgress progress =
                new SendProgress(expected(pictures), spec.commandLine().getErr());
        AwaitedAnswers awaited = new AwaitedAnswers(progress);
        try (AnswerReader answers = new AnswerReader(kafka.connection(), kafka.topics(), kafka.brokerTimeout())) {
            send(pictures, progress, awaited);
            awaited.await(answers, Duration.ofSeconds(waitLimitSeconds), lines);
        }
        return progress.refused() == 0 && lines.withoutLabel() == 0 ? 0 : 1;
    }

    private int send(List<Picture> pictures) throws InterruptedException, IOException {
        SendProgress progress =
                new SendProgress(expected(pictures), spec.commandLine().getErr());
        send(pictures, progress, progress);
        return summary(progress);
    }

    private long expected(List<Picture> pictures) {
        return endless ? count : Math.min(count, pictures.size());
    }

    private void send(List<Picture> pictures, SendProgress progress, Publisher.Listener listener)
            throws InterruptedException, IOException {
        if (journal == null) {
            publish(pictures, progress, picture -> UUID.randomUUID().toString(), listener);
            return;
        }
        Function<Picture, String> eventIds = picture -> SentJournal.eventId(source.toString(), picture);
        try (SentJournal sent = new SentJournal(journal, listener)) {
            List<Picture> rest = pictures.stream()
                    .filter(picture -> !sent.holds(eventIds.apply(picture)))
                    .toList();
            if (rest.size() < pictures.size()) {
                progress.say("Sent before: %s; left: %s"
                        .formatted(images(pictures.size() - rest.size()), images(rest.size())));
            }
            publish(rest, progress, eventIds, sent);
        }
    }

    private void publish(
            List<Picture> pictures,
            SendProgress progress,
            Function<Picture, String> eventIds,
            Publisher.Listener listener)
            throws InterruptedException {
        ProductImageWriter writer = new ProductImageWriter(kafka.topics(), mode);
        try (progress;
                Publisher publisher = new Publisher(kafka.connection(), source, eventIds, writer, listener)) {
            progress.begin();
            publisher.publish(inTurn(pictures), rate);
        }
    }

    private Iterator<Picture> inTurn(List<Picture> pictures) {
        Stream<Picture> all = endless ? Stream.generate(() -> pictures).flatMap(List::stream) : pictures.stream();
        return all.limit(count).iterator();
    }

    private int summary(SendProgress progress) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Sent %s to %s in %.1f s (%,.0f/s)%n",
                images(progress.stored()),
                kafka.topics().productImages(),
                progress.seconds(),
                progress.stored() / Math.max(progress.seconds(), 1e-3));
        if (progress.refused() > 0) {
            out.printf("%s could not be sent%n", images(progress.refused()));
        }
        out.flush();
        return progress.refused() == 0 ? 0 : 1;
    }

    private static String images(long number) {
        return String.format("%,d image%s", number, number == 1 ? "" : "s");
    }
}
