package io.fashionstream.trainer.training;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;

/**
 * How well a network does on images that it did not learn from.
 *
 * @param loss mean cross-entropy
 * @param accuracy in [0, 1]
 */
record Validation(double loss, double accuracy) {
    /** Predicts all {@code images}, {@code batch} at a time. */
    static Validation of(TrainingEngine engine, LabelledImages images, int batch, PixelScaling scaling) {
        int classes = images.classes().size();
        double loss = 0;
        int correct = 0;
        byte[] image = new byte[ImageTensor.PIXELS];
        for (int from = 0; from < images.size(); from += batch) {
            int count = Math.min(batch, images.size() - from);
            float[] pixels = new float[batch * ImageTensor.PIXELS];
            for (int i = 0; i < count; i++) {
                images.copyPixels(from + i, image, 0);
                for (int pixel = 0; pixel < image.length; pixel++) {
                    pixels[i * image.length + pixel] = scaling.scale(image[pixel]);
                }
            }
            float[] logits = engine.predict(pixels);
            for (int i = 0; i < count; i++) {
                int label = images.label(from + i);
                loss += crossEntropy(logits, i * classes, classes, label);
                correct += largest(logits, i * classes, classes) == label ? 1 : 0;
            }
        }
        return new Validation(loss / images.size(), (double) correct / images.size());
    }

    private static double crossEntropy(float[] logits, int from, int classes, int label) {
        double max = logits[from + largest(logits, from, classes)];
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            sum += Math.exp(logits[from + i] - max);
        }
        return max + Math.log(sum) - logits[from + label];
    }

    private static int largest(float[] logits, int from, int classes) {
        int largest = 0;
        for (int i = 1; i < classes; i++) {
            largest = logits[from + i] > logits[from + largest] ? i : largest;
        }
        return largest;
    }
}
