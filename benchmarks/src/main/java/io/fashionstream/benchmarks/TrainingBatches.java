package io.fashionstream.benchmarks;

import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.stream.IntStream;

/** Real images as batches in memory, so that preparing them costs nobody anything. Used over and over. */
final class TrainingBatches {
    private final float[][] images;
    private final float[][] targets;

    /** The first {@code count} batches of {@code size} images, or as many as there are. */
    TrainingBatches(LabelledImages source, int size, int count) {
        int batches = Math.min(count, source.size() / size);
        images = IntStream.range(0, batches)
                .mapToObj(i -> pixels(source, i * size, size))
                .toArray(float[][]::new);
        targets = IntStream.range(0, batches)
                .mapToObj(i -> oneHot(source, i * size, size))
                .toArray(float[][]::new);
    }

    float[] images(int batch) {
        return images[batch % images.length];
    }

    float[] targets(int batch) {
        return targets[batch % targets.length];
    }

    private static float[] pixels(LabelledImages source, int from, int size) {
        float[] pixels = new float[size * ImageTensor.PIXELS];
        byte[] image = new byte[ImageTensor.PIXELS];
        for (int i = 0; i < size; i++) {
            source.copyPixels(from + i, image, 0);
            for (int pixel = 0; pixel < image.length; pixel++) {
                pixels[i * image.length + pixel] = PixelScaling.UNIT.scale(image[pixel]);
            }
        }
        return pixels;
    }

    private static float[] oneHot(LabelledImages source, int from, int size) {
        int classes = Classes.FASHION_MNIST.categories().size();
        float[] targets = new float[size * classes];
        for (int i = 0; i < size; i++) {
            targets[i * classes + source.label(from + i)] = 1;
        }
        return targets;
    }
}
