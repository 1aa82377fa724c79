package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.Duplicates.Pair;
import io.fashionstream.trainer.data.Duplicates.Part;
import io.fashionstream.trainer.data.Duplicates.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExplorationTest {
    @Test
    void thePublishedDataIsRecognisedAndHasKnownFigures() {
        assumeThat(DataSource.SYSTEM_FOLDER).isDirectory();

        DataSet data = FashionMnist.read(DataSource.SYSTEM_FOLDER);

        assertThat(FashionMnist.isPublished(data)).isTrue();
        assertThat(data.training().countByLabel()).containsOnly(6000);
        assertThat(data.test().countByLabel()).containsOnly(1000);
        PixelStatistics pixels = PixelStatistics.of(data.training());
        assertThat(pixels.mean()).isEqualTo(0.2860, within(5e-5));
        assertThat(pixels.deviation()).isEqualTo(0.3530, within(5e-5));
        Duplicates known =
                find(data.training().select(new int[] {0, 13_360}), data.test().select(new int[] {4_998}));
        assertThat(known.exact()).isZero();
        assertThat(known.count(Part.TEST, Part.TRAINING)).isOne();
    }

    @Test
    void equalImagesAreFoundWithinAndBetweenTheSets() {
        LabelledImages training = Sample.training().select(new int[] {0, 1, 2, 1});
        LabelledImages test = Sample.training().select(new int[] {5, 2});

        List<Pair> pairs = find(training, test).pairs();

        assertThat(pairs)
                .containsExactly(
                        new Pair(
                                new Place(Part.TRAINING, 1, training.category(1)),
                                new Place(Part.TRAINING, 3, training.category(3)),
                                0),
                        new Pair(
                                new Place(Part.TRAINING, 2, training.category(2)),
                                new Place(Part.TEST, 1, test.category(1)),
                                0));
    }

    @Test
    void aValidationPartIsComparedWithBothOthers() {
        LabelledImages training = Sample.training().select(new int[] {0, 1, 2});
        LabelledImages validation = Sample.training().select(new int[] {3, 1, 4, 3});
        LabelledImages test = Sample.training().select(new int[] {5, 4, 2});

        Duplicates duplicates = Duplicates.find(
                new DataSet(Path.of("somewhere"), training, Optional.of(validation), test, Map.of(), List.of()));

        assertThat(duplicates.exact()).isEqualTo(4);
        assertThat(duplicates.count(Part.TRAINING, Part.VALIDATION)).isOne();
        assertThat(duplicates.count(Part.VALIDATION, Part.VALIDATION)).isOne();
        assertThat(duplicates.count(Part.VALIDATION, Part.TEST)).isOne();
        assertThat(duplicates.count(Part.TRAINING, Part.TEST)).isOne();
        assertThat(duplicates.acrossParts()).isEqualTo(3);
    }

    @Test
    void labelsOfEqualImagesThatDisagreeAreCounted() {
        byte[] pixels = new byte[2 * ImageTensor.PIXELS];

        Duplicates duplicates = find(new LabelledImages(pixels, new byte[] {3, 4}), Sample.test());

        assertThat(duplicates.labelsDisagree()).isOne();
        assertThat(duplicates.exact()).isOne();
    }

    @Test
    void thePairsAreThoseOfANaiveComparison() {
        LabelledImages training = noisyCopies(1);
        LabelledImages test = noisyCopies(2);

        Duplicates duplicates = find(training, test);

        List<String> naive = new ArrayList<>();
        for (int i = 0; i < training.size(); i++) {
            for (int k = 0; k < test.size(); k++) {
                if (rootMeanSquare(training, i, test, k) <= Duplicates.NEARLY_EQUAL) {
                    naive.add(i + " " + k);
                }
            }
        }
        assertThat(naive).hasSizeBetween(50, 250);
        assertThat(duplicates.pairs())
                .filteredOn(pair -> pair.first().part() != pair.second().part())
                .extracting(pair -> pair.first().index() + " " + pair.second().index())
                .containsExactlyInAnyOrderElementsOf(naive);
    }

    @Test
    void meanImagesAndTheHistogramCountEveryPixel() {
        byte[] pixels = new byte[3 * ImageTensor.PIXELS];
        pixels[0] = (byte) 200;
        pixels[ImageTensor.PIXELS] = 100;
        pixels[2 * ImageTensor.PIXELS + 1] = (byte) 255;

        PixelStatistics statistics = PixelStatistics.of(new LabelledImages(pixels, new byte[] {6, 6, 8}));

        assertThat(statistics
                        .meanImages()
                        .get(Classes.FASHION_MNIST.indexOf(Category.SHIRT))
                        .pixel(0, 0))
                .isEqualTo(150);
        assertThat(statistics
                        .meanImages()
                        .get(Classes.FASHION_MNIST.indexOf(Category.BAG))
                        .pixel(1, 0))
                .isEqualTo(255);
        assertThat(statistics
                        .meanImages()
                        .get(Classes.FASHION_MNIST.indexOf(Category.COAT))
                        .pixel(0, 0))
                .isZero();
        assertThat(statistics.histogram()).hasSize(256).contains(3L * 784 - 3).endsWith(1L);
        double mean = (200 + 100 + 255) / 255.0 / (3 * 784);
        assertThat(statistics.mean()).isEqualTo(mean, within(1e-12));
        double meanSquare = (200 * 200 + 100 * 100 + 255 * 255) / 255.0 / 255.0 / (3 * 784);
        assertThat(statistics.deviation()).isEqualTo(Math.sqrt(meanSquare - mean * mean), within(1e-12));
    }

    @Test
    void theRandomImagesDependOnTheSeedAlone() {
        DataSet data = FashionMnist.read(Sample.FOLDER);

        List<Integer> once = Exploration.of(data, 5).randomImages();

        assertThat(once).hasSize(16).doesNotHaveDuplicates();
        assertThat(Exploration.of(data, 5).randomImages()).isEqualTo(once);
        assertThat(Exploration.of(data, 6).randomImages()).isNotEqualTo(once);
    }

    @Test
    void theBalanceIsRemarkedOn() {
        assertThat(withClassSizes(10).balance().remark())
                .isEqualTo("All classes have 10 training images: balanced, no over- or undersampling is needed.");
        assertThat(withClassSizes(11).balance().isBalanced()).isTrue();
        assertThat(withClassSizes(12).balance().isBalanced()).isFalse();
        assertThat(withClassSizes(12).balance().remark())
                .startsWith("Classes have 10 to 12 training images: not balanced");
    }

    private static Duplicates find(LabelledImages training, LabelledImages test) {
        return Duplicates.find(new DataSet(Path.of("somewhere"), training, test, Map.of()));
    }

    /** Ten images of each class, and as many as said of the last one. */
    private static Exploration withClassSizes(int last) {
        int size = 90 + last;
        byte[] labels = new byte[size];
        IntStream.range(0, size).forEach(i -> labels[i] = (byte) Math.min(9, i / 10));
        LabelledImages training = new LabelledImages(new byte[size * ImageTensor.PIXELS], labels);
        return new Exploration(
                new DataSet(Path.of("somewhere"), training, training, Map.of()),
                PixelStatistics.of(training),
                new Duplicates(List.of()),
                List.of());
    }

    /** The sample, each image a little more disturbed than the one before. */
    private static LabelledImages noisyCopies(long seed) {
        Random random = new Random(seed);
        byte[] pixels = Sample.training().pixels();
        for (int i = 0; i < pixels.length; i++) {
            int noise = 1 + i / (15 * ImageTensor.PIXELS);
            int gray = Byte.toUnsignedInt(pixels[i]) + random.nextInt(noise) - noise / 2;
            pixels[i] = (byte) Math.max(0, Math.min(255, gray));
        }
        return new LabelledImages(pixels, Sample.training().labels());
    }

    private static double rootMeanSquare(LabelledImages one, int i, LabelledImages other, int k) {
        return Math.sqrt(IntStream.range(0, ImageTensor.PIXELS)
                .mapToDouble(position -> Math.pow(one.pixel(i, position) - other.pixel(k, position), 2))
                .average()
                .orElseThrow());
    }
}
