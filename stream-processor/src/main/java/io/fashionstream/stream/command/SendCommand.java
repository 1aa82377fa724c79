package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.command.ConnectionOptions;
import io.fashionstream.command.OptionRules;
import io.fashionstream.connection.Reachability;
import io.fashionstream.event.Category;
import io.fashionstream.event.serde.ProductImageWriter;
import io.fashionstream.stream.send.DataSetPictures;
import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.send.PictureFiles;
import io.fashionstream.stream.send.Publisher;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
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
                    + " sub-folder names."
        })
final class SendCommand implements Callable<Integer>, OptionRules {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final ConnectionOptions kafka = new ConnectionOptions();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Images, or folders of images.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--idx", paramLabel = "FILE", description = "Images in the data set's IDX form, gzip or plain.")
    private @Nullable Path idx;

    @Option(
            names = "--idx-labels",
            paramLabel = "FILE",
            description = "Their labels, declared as the catalogue's own category of each image.")
    private @Nullable Path idxLabels;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Category that the catalogue declares for all FILEs: ${COMPLETION-CANDIDATES}.")
    private @Nullable Category category;

    @Option(names = "--count", paramLabel = "N", description = "Send only the first N images.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--rate", paramLabel = "N", description = "Images per second (default: as fast as they are taken).")
    private double rate = Double.POSITIVE_INFINITY;

    @Option(names = "--endless", description = "Begin again after the last image, until interrupted or --count.")
    private boolean endless;

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

    @Override
    public List<String> problems() {
        boolean chosen = !files.isEmpty() || idx != null;
        return OptionRules.problemsOf(
                () -> require(chosen, "expected a FILE or --idx to say what to send, got neither"),
                () -> require(idx != null || idxLabels == null, "--idx-labels needs --idx"),
                () -> require(count >= 1, "--count must be at least 1, got %d", count),
                () -> require(rate > 0, "--rate must be above 0, got %s", rate));
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Picture> pictures = pictures();
        Reachability.check(
                kafka.connection(), kafka.brokerTimeout(), kafka.topics().productImages());
        long expected = endless ? count : Math.min(count, pictures.size());
        ProductImageWriter writer = new ProductImageWriter(kafka.topics(), mode);
        SendProgress progress = new SendProgress(expected, spec.commandLine().getErr());
        try (progress;
                Publisher publisher = new Publisher(kafka.connection(), source, writer, progress)) {
            progress.begin();
            publisher.publish(chosen(pictures), rate);
        }
        return summary(progress);
    }

    private List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>(PictureFiles.find(files, category));
        if (idx != null) {
            pictures.addAll(DataSetPictures.read(idx, idxLabels));
        }
        require(!pictures.isEmpty(), "expected images (.png .jpg .jpeg .webp .raw), found none below %s", files);
        return pictures;
    }

    private Iterator<Picture> chosen(List<Picture> pictures) {
        Stream<Picture> all = endless ? Stream.generate(() -> pictures).flatMap(List::stream) : pictures.stream();
        return all.limit(count).iterator();
    }

    private int summary(SendProgress progress) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Sent %,d images to %s in %.1f s (%,.0f/s)%n",
                progress.stored(),
                kafka.topics().productImages(),
                progress.seconds(),
                progress.stored() / Math.max(progress.seconds(), 1e-3));
        if (progress.refused() > 0) {
            out.printf("%,d images could not be sent%n", progress.refused());
        }
        out.flush();
        return progress.refused() == 0 ? 0 : 1;
    }
}
