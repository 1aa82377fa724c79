package io.fashionstream.testkit.catalogue;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a catalogue will publish.
 *
 * @param images in the order of publication
 * @param pictures the readable ones by image id, to be shown
 * @param classes those that the images may show
 * @param imagesPerSecond the pace
 */
public record StreamPlan(
        List<CatalogueImage> images, Map<String, ImageTensor> pictures, Classes classes, double imagesPerSecond) {
    private static final int PRODUCTS = 500;

    public StreamPlan {
        require(imagesPerSecond > 0, "the rate must be above 0 images per second, got %s", imagesPerSecond);
        images = List.copyOf(images);
        pictures = Map.copyOf(pictures);
    }

    /**
     * Every image of {@code source} as a PNG with its category declared, and {@code broken} broken ones spread among them.
     */
    public static StreamPlan of(LabelledImages source, int broken, double imagesPerSecond) {
        List<CatalogueImage> images = new ArrayList<>();
        Map<String, ImageTensor> pictures = new HashMap<>();
        int brokenSoFar = 0;
        for (int i = 0; i < source.size(); i++) {
            String imageId = String.format(Locale.ROOT, "test-%05d", i);
            ImageTensor picture = source.image(i);
            pictures.put(imageId, picture);
            byte[] png = EncodedImages.png(picture);
            images.add(new CatalogueImage(product(i), imageId, EncodedImages.PNG, png, source.category(i), null));
            for (; brokenSoFar < (long) broken * (i + 1) / source.size(); brokenSoFar++) {
                String brokenId = String.format(Locale.ROOT, "broken-%05d", brokenSoFar);
                images.add(BrokenImage.ofNumber(brokenSoFar).of(product(brokenSoFar), brokenId, png));
            }
        }
        return new StreamPlan(images, pictures, source.classes(), imagesPerSecond);
    }

    private static String product(int i) {
        return String.format(Locale.ROOT, "product-%03d", i % PRODUCTS);
    }
}
