package io.fashionstream.trainer.report;

import io.fashionstream.image.ImageTensor;
import java.util.List;

/** A training image beside variants of it that the network learnt from. */
public record AugmentedExample(ImageTensor original, List<ImageTensor> variants) {
    public AugmentedExample {
        variants = List.copyOf(variants);
    }
}
