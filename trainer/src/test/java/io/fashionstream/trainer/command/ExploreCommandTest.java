package io.fashionstream.trainer.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.trainer.data.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExploreCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theTerminalShowsWhatTheDataSetHolds() {
        CommandRun run = explore("--data", Sample.FOLDER.toString()).assertDone();

        assertThat(run.out().lines())
                .contains(
                        "Training set: (300, 785)",
                        "Test set:     (200, 785)",
                        "    label pixel1 pixel2 pixel3 pixel4 pixel5 ... pixel780 pixel781 pixel782 pixel783 pixel784",
                        "5 of 300 rows, 11 of 785 columns",
                        "     Trouser       30     20  ########################################",
                        "All classes have 30 training images: balanced, no over- or undersampling is needed.",
                        "Exact duplicates: 0 pairs of images are equal byte for byte.")
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(160));
    }

    @Test
    void aFolderWithPartsIsShownWithTheImbalanceOfItsClassesAndThePicturesThatAreInTwoParts() throws IOException {
        Path pictures = folder.resolve("pictures");
        copyDigits("zero", 0, 12, pictures.resolve("train/zero"));
        copyDigits("one", 0, 6, pictures.resolve("train/one of a long name"));
        copyDigits("zero", 11, 13, pictures.resolve("validation/zero"));
        copyDigits("one", 20, 22, pictures.resolve("validation/one of a long name"));
        copyDigits("zero", 11, 12, pictures.resolve("test/zero"));
        copyDigits("one", 30, 32, pictures.resolve("test/one of a long name"));

        CommandRun run = explore("--data", pictures.toString(), "--data-cache", folder.toString())
                .assertDone();

        assertThat(run.out().lines())
                .contains(
                        "A data set of 2 classes of its own.",
                        "Training set:   (18, 785)",
                        "Validation set: (4, 785)",
                        "Test set:       (3, 785)",
                        "             Label training validation   test",
                        "one of a long name        6          2      2  ####################",
                        "Classes have 6 to 12 training images: not balanced; read macro averages, and consider"
                                + " --class-weights balanced.",
                        "Exact duplicates: 3 pairs of images are equal byte for byte.")
                .anyMatch(line ->
                        line.endsWith("1 between training and validation, 1 between training and test, 1 between"
                                + " validation and test."));
        assertThat(Files.readString(folder.resolve("page.html")))
                .contains("4 \u00d7 785", "validation set", "A data set of 2 classes of its own.", "not balanced")
                .doesNotContain("Zalando");
    }

    private static void copyDigits(String digit, int from, int to, Path target) throws IOException {
        Files.createDirectories(target);
        for (int i = from; i < to; i++) {
            String name = "%04d.png".formatted(i);
            Files.copy(Sample.DIGITS.resolve(digit).resolve(name), target.resolve(name));
        }
    }

    @Test
    void thePageHoldsTheSameAndNeedsNothingElse() throws IOException {
        explore("--data", Sample.FOLDER.toString());

        String page = Files.readString(folder.resolve("page.html"));
        assertThat(page)
                .contains("300 \u00d7 785", "pixel784", "Random images", "Ankle boot", "echarts")
                .contains("All classes have 30 training images: balanced")
                .contains("Images: Fashion-MNIST, Zalando SE (MIT).")
                .containsPattern("at least one file differs\\.\\s+Read from")
                .doesNotContain("{{", "{%", "<link", " src=\"http", "url(");
        assertThat(page.split("data:image/png;base64,", -1)).hasSize(1 + 16 + 10);
        assertThat(page.length()).isLessThan(600_000);
    }

    @Test
    void theSeedDecidesWhichImagesAreShown() {
        CommandRun first = explore("--data", Sample.FOLDER.toString(), "--seed", "1");
        CommandRun second = explore("--data", Sample.FOLDER.toString(), "--seed", "2");

        assertThat(second.assertDone().out()).isNotEqualTo(first.assertDone().out());
    }

    @Test
    void missingDataEndsTheCommandWithAMessageAndNoStackTrace() {
        explore("--data", folder.resolve("nowhere").toString())
                .assertEnded(
                        1, "nowhere: expected a folder with a sub-folder of pictures for each class", "found nothing");
    }

    @Test
    void aPageThatCannotBeWrittenIsRefusedBeforeTheDataIsRead() {
        Path nowhere = folder.resolve("nowhere");

        CommandRun inNoFolder = explore("--data", Sample.FOLDER.toString(), "--report", nowhere + "/page.html");
        CommandRun aFolder = explore("--data", Sample.FOLDER.toString(), "--report", folder.toString());

        inNoFolder.assertEnded(2, "--report: expected a folder that can be written to, found none at " + nowhere);
        aFolder.assertEnded(2, "--report: expected a file, found a folder: " + folder);
        assertThat(inNoFolder.out() + aFolder.out()).isEmpty();
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        explore("--sed", "1").assertEnded(2, "Unknown options: '--sed', '1'");
    }

    private CommandRun explore(String... options) {
        String[] command = {"explore", "--report", folder.resolve("page.html").toString()};
        return CommandRun.of(CommandRun.join(command, options));
    }
}
