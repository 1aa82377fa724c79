package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.command.OptionRules;
import io.fashionstream.connection.Reachability;
import io.fashionstream.dataset.ClassNames;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.answer.AnswerReader;
import io.fashionstream.stream.send.AwaitedAnswers;
import io.fashionstream.stream.send.DataSetPictures;
import io.fashionstream.stream.send.Declaration;
import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.send.PictureFiles;
import io.fashionstream.stream.send.Publisher;
import io.fashionstream.stream.send.SentJournal;
import io.fashionstream.stream.watch.ReleasedClasses;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Images, folders of images, or lists (.csv).")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--idx", paramLabel = "FILE", description = "Images in the data set's IDX form, gzip or plain.")
    private @Nullable Path idx;

    @Option(
            names = "--idx-labels",
            paramLabel = "FILE",
            description = "Their labels, declared as the catalogue's own category of each image.")
    private @Nullable Path idxLabels;

    @Option(
            names = "--classes",
            paramLabel = "FILE",
            description = "What the labels mean: names of the classes, one a line, from label 0 on. Default: those of"
                    + " Fashion-MNIST")
    private @Nullable Path classes;

    @Option(
            names = "--folders-are-classes",
            description =
                    "Declare the name of each sub-folder as the category of the images in it; each is a product of its"
                            + " own then.")
    private boolean foldersAreClasses;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            converter = WrittenCategory.class,
            description = "Category that the catalogue declares for all FILEs: the code or name of a class.")
    private @Nullable Category category;

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
        boolean chosen = !files.isEmpty() || idx != null;
        return OptionRules.problemsOf(
                () -> require(chosen, "expected a FILE or --idx to say what to send, got neither"),
                () -> require(idx != null || idxLabels == null, "--idx-labels needs --idx"),
                () -> require(idxLabels != null || classes == null, "--classes needs --idx-labels"),
                () -> require(
                        category == null || !foldersAreClasses,
                        "expected --category or --folders-are-classes, got both"),
                () -> require(count >= 1, "--count must be at least 1, got %d", count),
                () -> require(
                        !wait || !endless || count < Long.MAX_VALUE,
                        "--wait needs an end: --endless goes with --count"),
                () -> require(wait || !json, "--json needs --wait"),
                () -> require(journal == null || !endless, "--journal needs an end: it does not go with --endless"),
                () -> require(waitLimitSeconds >= 1, "--wait-limit must be at least 1, got %d", waitLimitSeconds),
                () -> PictureFiles.requirePictures(files),
                () -> require(rate > 0, "--rate must be above 0, got %s", rate));
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        List<Picture> pictures = pictures();
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
            publisher.publish(chosen(pictures), rate);
        }
    }

    private List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>(PictureFiles.find(files, declaration()));
        if (idx != null) {
            pictures.addAll(DataSetPictures.read(idx, idxLabels, labelClasses()));
        }
        require(!pictures.isEmpty(), "expected images (.png .jpg .jpeg .webp .raw), found none below %s", files);
        return pictures;
    }

    private Declaration declaration() {
        return foldersAreClasses
                ? new Declaration.FoldersAreClasses()
                : new Declaration.FoldersAreProducts(Optional.ofNullable(category));
    }

    private Classes labelClasses() {
        return classes == null ? Classes.FASHION_MNIST : ClassNames.read(classes);
    }

    private Iterator<Picture> chosen(List<Picture> pictures) {
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
