package io.fashionstream.benchmarks;

import io.fashionstream.testkit.catalogue.CatalogueImage;
import io.fashionstream.testkit.catalogue.EncodedImages;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.List;
import java.util.stream.IntStream;

/** What a catalogue sends in a benchmark: images over and over, each with its class declared, so that truths are joined. */
final class BacklogImages {
    private static final int PRODUCTS = 500;

    private BacklogImages() {}

    /** The first {@code count} of {@code source} without end. */
    static List<CatalogueImage> of(LabelledImages source, int count, Format format) {
        List<byte[]> encoded = IntStream.range(0, source.size())
                .mapToObj(i -> format == Format.PNG
                        ? EncodedImages.png(source.image(i))
                        : source.image(i).toBytes())
                .toList();
        String type = format == Format.PNG ? EncodedImages.PNG : "application/vnd.fashion-mnist";
        return IntStream.range(0, count)
                .mapToObj(i -> new CatalogueImage(
                        "product-" + i % PRODUCTS,
                        "image-" + i,
                        type,
                        encoded.get(i % encoded.size()),
                        source.category(i % source.size()),
                        null))
                .toList();
    }

    enum Format {
        PNG,
        RAW
    }
}
