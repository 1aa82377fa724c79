package io.fashionstream.endtoend.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.Category;
import io.fashionstream.event.ProductImage;
import io.fashionstream.event.serde.ProductImageReader;
import io.fashionstream.event.serde.ReadImage;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.catalogue.Catalogue;
import io.fashionstream.testkit.catalogue.CatalogueImage;
import io.fashionstream.testkit.catalogue.PublicationListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class CatalogueIT {
    private final List<String> sending = Collections.synchronizedList(new ArrayList<>());
    private final List<String> sentAgain = new ArrayList<>();
    private final List<String> stored = Collections.synchronizedList(new ArrayList<>());

    @Test
    void imagesArriveAsReadableEventsInOrderPerProduct(KafkaConnection kafka, Topics topics) throws Exception {
        TestTopics.create(kafka, topics, 2);
        List<CatalogueImage> images = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            images.add(new CatalogueImage(
                    "product-" + i % 4,
                    "image-" + i,
                    "application/vnd.fashion-mnist",
                    new byte[784],
                    Category.BAG,
                    null));
        }

        try (Catalogue catalogue = new Catalogue(kafka, topics, new Notes())) {
            catalogue.publish(images, Double.POSITIVE_INFINITY);
        }

        List<ConsumerRecord<byte[], byte[]>> records = TestTopics.committed(kafka, topics.productImages());
        List<ProductImage> read = records.stream()
                .map(record -> ((ReadImage.Readable) ProductImageReader.read(SourceRecord.of(record))).image())
                .toList();
        assertThat(read).hasSize(40).allSatisfy(image -> {
            assertThat(image.declaredCategory()).contains(Category.BAG);
            assertThat(image.contentType()).isEqualTo("application/vnd.fashion-mnist");
        });
        assertThat(read)
                .filteredOn(image -> image.productId().equals("product-3"))
                .extracting(ProductImage::imageId)
                .startsWith("image-3", "image-7", "image-11")
                .hasSize(10);
        assertThat(read).extracting(ProductImage::eventId).containsExactlyInAnyOrderElementsOf(sending);
        assertThat(stored)
                .containsExactlyInAnyOrderElementsOf(records.stream()
                        .map(record -> record.partition() + "/" + record.offset())
                        .toList());
    }

    @Test
    void theLatestEventsCanBeSentAgainUnderTheirOwnIds(KafkaConnection kafka, Topics topics) throws Exception {
        TestTopics.create(kafka, topics, 2);
        List<CatalogueImage> images = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            images.add(new CatalogueImage("product-" + i, "image-" + i, "image/png", new byte[] {1}, null, null));
        }

        try (Catalogue catalogue = new Catalogue(kafka, topics, new Notes())) {
            catalogue.publish(images, Double.POSITIVE_INFINITY);
            catalogue.sendAgain(2);
        }

        assertThat(sentAgain).isEqualTo(sending.subList(3, 5));
        assertThat(TestTopics.committed(kafka, topics.productImages()))
                .extracting(record ->
                        new String(record.headers().lastHeader("ce_id").value(), UTF_8))
                .hasSize(7)
                .containsAll(sending);
        assertThat(stored).hasSize(7);
    }

    private final class Notes implements PublicationListener {
        @Override
        public void sendingAgain(String eventId) {
            sentAgain.add(eventId);
        }

        @Override
        public void sending(CatalogueImage image, String eventId) {
            sending.add(eventId);
        }

        @Override
        public void stored(String eventId, int partition, long offset) {
            stored.add(partition + "/" + offset);
        }
    }
}
