package io.fashionstream.trainer.report;

import io.fashionstream.event.Classes;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.FashionMnist;

/** Which data set it is, as far as checksums and classes tell; the same on the terminal and on the page. */
final class OriginInWords {
    private OriginInWords() {}

    static String of(DataSet data) {
        if (FashionMnist.isPublished(data)) {
            return "Fashion-MNIST as published by Zalando Research: every file has the published checksum.";
        }
        return data.classes().equals(Classes.FASHION_MNIST)
                ? "Not the published Fashion-MNIST: at least one file differs."
                : "A data set of %d classes of its own."
                        .formatted(data.classes().size());
    }

    /** Whose images a page shows, beginning with a space; empty where that is not known. */
    static String credit(Classes classes) {
        return classes.equals(Classes.FASHION_MNIST) ? " Images: Fashion-MNIST, Zalando SE (MIT)." : "";
    }
}
