package io.fashionstream.stream.command;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.command.Printable;
import io.fashionstream.stream.PictureLabelling;
import io.fashionstream.stream.PictureLabelling.Outcome;
import io.fashionstream.stream.model.ModelRefused;
import io.fashionstream.stream.send.Declaration;
import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.send.PictureFiles;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.settings.SettingsProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Labels pictures in files, without a broker. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description = {
            "Labels images in files and folders (PNG, JPEG, WebP, 784 raw bytes), or those that a CSV file lists in its"
                    + " column \"path\", without a broker: decoded and classified as a stream processor does.",
            "The output has a line for each image, in order: its label, or why it has none. Started again with the same"
                    + " --output, it goes on where it was interrupted."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done: every image has a label", "1:failed, or an image has no label", "2:wrong usage"})
final class LabelCommand implements Callable<Integer>, OptionRules {
    private static final int SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Images, folders of images, or lists (.csv).")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "A .csv or .jsonl file.")
    private Path output = Path.of("labels.csv");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description =
                    "An artifact: its zip file, or a folder with its entries. Default: the model that is shipped.")
    private @Nullable Path model;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Batches at once. Default: as many as there are processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the processor (process --list-settings), as image.max.pixels.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Override
    public List<String> problems() {
        return OptionRules.problemsOf(
                () -> LabelFile.lines(output),
                () -> require(threads >= 1 && threads <= 256, "--threads must be 1 to 256, got %d", threads),
                this::settings,
                () -> PictureFiles.requirePictures(files));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ModelRefused {
        ModelArtifact artifact = ModelArtifact.read(model == null ? shipped() : model);
        List<Picture> pictures = pictures();
        ProcessorSettings settings = settings();
        try (LabelFile labels = new LabelFile(output, artifact.modelId())) {
            List<Picture> rest =
                    pictures.stream().filter(each -> !labels.holds(each)).toList();
            if (labels.size() > 0) {
                say("%s has %,d images already, %,d are left", output, labels.size(), rest.size());
            }
            try (PictureLabelling labelling = new PictureLabelling(settings, artifact)) {
                label(rest, labelling, labels, settings.batchLimits().maxImages());
            }
            say("%,d images in %s, %,d of them without a label", labels.size(), output, labels.withoutLabel());
            return labels.withoutLabel() == 0 ? 0 : 1;
        }
    }

    private ProcessorSettings settings() {
        try {
            return ProcessorSettings.of(set);
        } catch (SettingsProblem problem) {
            throw new IllegalArgumentException(String.valueOf(problem.getMessage()), problem);
        }
    }

    private static Path shipped() {
        return Path.of(System.getProperty("fashion-stream.program", "."), "models", "compact-cnn");
    }

    private List<Picture> pictures() {
        List<Picture> pictures = PictureFiles.find(files, new Declaration.Nothing());
        require(!pictures.isEmpty(), "expected images (.png .jpg .jpeg .webp .raw), found none below %s", files);
        requireNamesOfTheirOwn(pictures);
        return pictures;
    }

    /** What is done already is known by name. */
    private static void requireNamesOfTheirOwn(List<Picture> pictures) {
        Set<String> names = new HashSet<>();
        for (Picture picture : pictures) {
            String name = Printable.of(picture.imageId());
            require(names.add(name), "two images are called %s: give a folder above both, or label them apart", name);
        }
    }

    /** Several batches are worked on at once; they are written in their order. */
    private void label(List<Picture> pictures, PictureLabelling labelling, LabelFile labels, int batchImages)
            throws IOException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        Deque<Future<List<Outcome>>> running = new ArrayDeque<>();
        try (Progress progress = new Progress(
                "Labelling", "labelled", pictures.size(), spec.commandLine().getErr())) {
            int written = 0;
            for (int start = 0; start < pictures.size(); start += batchImages) {
                List<Picture> batch = pictures.subList(start, Math.min(pictures.size(), start + batchImages));
                running.add(workers.submit(() -> labelling.label(batch)));
                if (running.size() > 2 * threads) {
                    written += write(running.remove(), labels, progress);
                    progress.reach(written);
                }
            }
            while (!running.isEmpty()) {
                written += write(running.remove(), labels, progress);
                progress.reach(written);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static int write(Future<List<Outcome>> batch, LabelFile labels, Progress progress)
            throws IOException, InterruptedException {
        try {
            List<Outcome> outcomes = batch.get();
            long before = labels.withoutLabel();
            labels.add(outcomes);
            outcomes.stream()
                    .filter(outcome -> outcome.label() == null)
                    .limit(Math.max(0, SHOWN - before))
                    .forEach(outcome -> progress.say(Printable.of(
                            outcome.picture().imageId() + ": " + outcome.reason() + ": " + outcome.detail())));
            if (before <= SHOWN && labels.withoutLabel() > SHOWN) {
                progress.say("Further images without a label stand in the output only");
            }
            return outcomes.size();
        } catch (ExecutionException e) {
            throw new IllegalStateException("labelling failed: " + e.getCause(), e);
        }
    }

    private void say(String format, Object... values) {
        spec.commandLine().getErr().printf(format + "%n", values);
        spec.commandLine().getErr().flush();
    }
}
