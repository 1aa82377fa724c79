package io.fashionstream.stream.intake;

import io.fashionstream.event.ProductImage;
import io.fashionstream.event.Rejection;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.duplicate.EventKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What one record of {@code product-images} is found to be before any network sees it. */
sealed interface Taken {
    /** The record itself. */
    ConsumerRecord<byte[], byte[]> source();

    /** By what another delivery of the same event is known; null if its publisher gave it no id. */
    @Nullable
    EventKey event();

    /**
     * Ready for the network.
     *
     * @param outOfDistribution whether the picture alone shows that no label of it means anything
     * @param unknownCategory an excerpt of the declared category that names none of the ten; null if there is none such
     */
    record Ready(
            ConsumerRecord<byte[], byte[]> source,
            ProductImage image,
            ImageTensor tensor,
            boolean outOfDistribution,
            @Nullable String unknownCategory,
            @Nullable EventKey event)
            implements Taken {}

    /** Refused, with what is known of the image. */
    record Refused(
            ConsumerRecord<byte[], byte[]> source,
            Rejection rejection,
            @Nullable String imageId,
            @Nullable String eventId,
            @Nullable EventKey event)
            implements Taken {}

    /** A record without a value: the product was taken out of the catalogue, and there is no picture. */
    record Removal(ConsumerRecord<byte[], byte[]> source) implements Taken {
        @Override
        public @Nullable EventKey event() {
            return null;
        }
    }
}
