package io.fashionstream.stream.intake;

import io.fashionstream.event.InputBins;
import io.fashionstream.event.InputReference;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.image.InputMeasures;
import io.fashionstream.stream.duplicate.EventKey;
import org.jspecify.annotations.Nullable;

/** What one record of {@code product-images} is once it was read and decoded: an image for the network, or its answer. */
sealed interface IntakeResult permits IntakeResult.ReadyImage, Answer {
    /**
     * Ready for the network.
     *
     * @param outOfDistribution whether the picture alone shows that no label of it means anything
     * @param declared an excerpt of the declared category, as it was written; null if there is none
     * @param event what two deliveries of its event have in common; null if its publisher gave it no id
     */
    record ReadyImage(
            SourceRecord source,
            ProductImage image,
            ImageTensor tensor,
            boolean outOfDistribution,
            @Nullable String declared,
            @Nullable EventKey event)
            implements IntakeResult {
        /** Where the picture, which a network gave {@code energy}, lies in {@code reference}; null if there is none. */
        @Nullable
        InputBins bins(@Nullable InputReference reference, double energy) {
            if (reference == null) {
                return null;
            }
            InputMeasures measures = InputMeasures.of(tensor);
            return reference.bins(measures.brightness(), measures.ink(), measures.edges(), energy);
        }
    }
}
