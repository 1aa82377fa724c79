package io.fashionstream.trainer.data;

import io.fashionstream.image.ImageTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gray values of a set of images.
 *
 * @param mean of all pixels / 255, in [0, 1]
 * @param deviation standard deviation of all pixels / 255
 * @param shareOfBackground share of pixels that are 0
 * @param histogram 256 counts, one for each gray value
 * @param meanImages one image for each category, in label order: the mean of all its images, rounded; black if it has
 *     none
 */
public record PixelStatistics(
        double mean, double deviation, double shareOfBackground, List<Long> histogram, List<ImageTensor> meanImages) {
    private static final int LEVELS = 256;

    public PixelStatistics {
        histogram = List.copyOf(histogram);
        meanImages = List.copyOf(meanImages);
    }

    public static PixelStatistics of(LabelledImages images) {
        long[] histogram = new long[LEVELS];
        long[][] sums = new long[images.classes().size()][ImageTensor.PIXELS];
        for (int i = 0; i < images.size(); i++) {
            long[] classSums = sums[images.label(i)];
            for (int position = 0; position < ImageTensor.PIXELS; position++) {
                int gray = images.pixel(i, position);
                histogram[gray]++;
                classSums[position] += gray;
            }
        }
        double pixels = (double) images.size() * ImageTensor.PIXELS;
        double mean = moment(histogram, 1) / pixels;
        double variance = moment(histogram, 2) / pixels - mean * mean;
        return new PixelStatistics(
                mean,
                Math.sqrt(variance),
                histogram[0] / pixels,
                Arrays.stream(histogram).boxed().toList(),
                meanImages(sums, images.countByLabel()));
    }

    private static double moment(long[] histogram, int power) {
        double sum = 0;
        for (int gray = 0; gray < LEVELS; gray++) {
            sum += histogram[gray] * Math.pow(gray / 255.0, power);
        }
        return sum;
    }

    private static List<ImageTensor> meanImages(long[][] sums, int[] counts) {
        List<ImageTensor> images = new ArrayList<>();
        for (int label = 0; label < sums.length; label++) {
            byte[] mean = new byte[ImageTensor.PIXELS];
            for (int position = 0; position < ImageTensor.PIXELS; position++) {
                mean[position] = (byte) Math.round((double) sums[label][position] / Math.max(1, counts[label]));
            }
            images.add(new ImageTensor(mean));
        }
        return images;
    }
}
