package io.fashionstream.trainer.export;

import io.fashionstream.event.Category;
import java.util.Locale;

/** The exported network does not give the trained network's answers; it must not be packed. */
public final class ParityFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ParityFailed(int image, Category category, double expected, double found) {
        super(String.format(
                Locale.ROOT,
                "exported network refused: image %d, %s: expected probability %.6f as trained (within %s), found %.6f",
                image,
                category,
                expected,
                Parity.TOLERANCE,
                found));
    }
}
