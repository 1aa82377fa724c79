package io.fashionstream.image;

import io.fashionstream.dataset.IdxFile;
import io.fashionstream.event.Category;
import io.fashionstream.image.Decoded.Oddity;
import io.fashionstream.stream.classify.Prediction;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Measures what is flagged out of distribution, with the shipped model. Takes minutes, and asserts nothing, so it runs
 * only when it is named:
 *
 * <pre>
 * mvn test -pl stream-processor -am -Dtest=OddityRates -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>{@code -Dfashion.mnist} is the folder of the data set. First come the figures of the training images that the limits
 * of {@link Ink} and {@link Backdrop} are chosen by, then the rates on the test images and on outsiders, which no limit
 * was chosen by.
 */
class OddityRates {
    private static final Path FOLDER =
            Path.of(System.getProperty("fashion.mnist", "/usr/share/datasets/fashion-mnist"));
    private static final int PIXELS = 784;
    private static final int SAMPLE = 300;

    private final ShippedModel model = new ShippedModel();

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void ofTrainingImagesTestImagesAndOutsiders() {
        List<byte[]> training = images("train-images-idx3-ubyte.gz");
        limits(training);
        faded(every(training, SAMPLE));
        backdrops(every(training, SAMPLE));
        rates(images("t10k-images-idx3-ubyte.gz"));
    }

    private static List<byte[]> images(String name) {
        byte[] pixels = IdxFile.readImages(FOLDER.resolve(name)).values();
        return IntStream.range(0, pixels.length / PIXELS)
                .mapToObj(i -> Arrays.copyOfRange(pixels, i * PIXELS, (i + 1) * PIXELS))
                .toList();
    }

    /** So many of {@code images}, evenly spread. */
    private static List<byte[]> every(List<byte[]> images, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> images.get(i * (images.size() / count)))
                .toList();
    }

    private void limits(List<byte[]> training) {
        List<Ink> inks = training.stream().map(Ink::new).toList();
        System.out.printf("Of %,d training images:%n", inks.size());
        System.out.printf(
                "  least ink of a darkest pixel %d%n",
                training.stream().mapToInt(OddityRates::darkest).min().orElse(0));
        System.out.printf(
                "  most roughness %.3f%n",
                inks.stream().mapToDouble(Ink::roughness).max().orElse(0));
        System.out.printf(
                "  most dark border pixels where roughness is over 1.1: %d%n",
                inks.stream()
                        .filter(ink -> ink.roughness() > 1.1)
                        .mapToLong(Ink::darkBorderPixels)
                        .max()
                        .orElse(0));
        for (int corners = 1; corners <= 4; corners++) {
            int least = corners;
            System.out.printf(
                    "  %d dark corners or more: %d%n",
                    corners,
                    inks.stream().filter(ink -> ink.darkCorners() >= least).count());
        }
    }

    private static int darkest(byte[] image) {
        int darkest = 0;
        for (byte pixel : image) {
            darkest = Math.max(darkest, Byte.toUnsignedInt(pixel));
        }
        return darkest;
    }

    private void faded(List<byte[]> training) {
        List<Category> known = categories(training);
        System.out.printf(
                "Paler photos of %d training images: most ink, label kept, flagged by energy, picture%n", SAMPLE);
        for (int ink : new int[] {63, 95, 127, 143, 159, 175, 191, 223, 255}) {
            kept(
                    "ink " + ink,
                    known,
                    photos(
                            training.stream()
                                    .map(image -> Outsiders.faded(image, ink))
                                    .toList(),
                            Photos.BACKDROP));
        }
    }

    private void backdrops(List<byte[]> training) {
        List<Category> known = categories(training);
        System.out.printf("Photos of %d training images on gray: label kept, flagged by energy, picture%n", SAMPLE);
        for (int level = 160; level <= 250; level += 10) {
            kept("backdrop " + level, known, photos(training, level << 16 | level << 8 | level));
        }
    }

    private List<Category> categories(List<byte[]> images) {
        return model.categories(images.stream().map(DataSetForm::of).toList());
    }

    private static List<Decoded.Image> photos(List<byte[]> images, int backdrop) {
        return images.parallelStream()
                .map(image -> Decoding.image(Encoded.jpeg(Photos.on(image, backdrop))))
                .toList();
    }

    private void kept(String what, List<Category> known, List<Decoded.Image> pictures) {
        List<Prediction.Answer> answers = model.answers(pictures);
        long kept = IntStream.range(0, known.size())
                .filter(i -> answers.get(i).category().equals(known.get(i)))
                .count();
        System.out.printf("  %-24s %6.1f %%  %s%n", what, percent(kept, known.size()), shares(pictures, answers));
    }

    private void rates(List<byte[]> test) {
        System.out.println("Flagged by energy, picture, either:");
        rate("test images", test.stream().map(DataSetForm::of).toList());
        rate("test images as photos", photos(every(test, SAMPLE), Photos.BACKDROP));
        rate(
                "pale, ink 31 to 95",
                photos(
                        IntStream.range(0, SAMPLE)
                                .mapToObj(i -> Outsiders.faded(test.get(i), 31 + i % 65))
                                .toList(),
                        Photos.BACKDROP));
        rate("on gray #b0b0b0", photos(every(test, SAMPLE), 0xb0b0b0));
        for (Map.Entry<String, List<byte[]>> kind :
                Outsiders.ofEachKind(200, test).entrySet()) {
            rate(
                    kind.getKey(),
                    kind.getValue().parallelStream().map(Decoding::image).toList());
        }
    }

    private void rate(String kind, List<Decoded.Image> pictures) {
        System.out.printf("  %-24s %5d  %s%n", kind, pictures.size(), shares(pictures, model.answers(pictures)));
    }

    private static String shares(List<Decoded.Image> pictures, List<Prediction.Answer> answers) {
        long byEnergy =
                answers.stream().filter(Prediction.Answer::outOfDistribution).count();
        long byPicture = pictures.stream()
                .filter(picture -> picture.oddity() != Oddity.NONE)
                .count();
        long byEither = IntStream.range(0, pictures.size())
                .filter(i ->
                        answers.get(i).outOfDistribution() || pictures.get(i).outOfDistribution())
                .count();
        return "%6.2f %6.2f %6.2f %%"
                .formatted(
                        percent(byEnergy, pictures.size()),
                        percent(byPicture, pictures.size()),
                        percent(byEither, pictures.size()));
    }

    private static double percent(long part, int whole) {
        return 100.0 * part / whole;
    }
}
