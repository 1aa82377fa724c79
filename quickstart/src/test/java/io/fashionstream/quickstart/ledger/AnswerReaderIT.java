package io.fashionstream.quickstart.ledger;

import static io.fashionstream.quickstart.testkit.Answers.label;
import static io.fashionstream.quickstart.testkit.Answers.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.Category;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.quickstart.testkit.SharedBroker;
import io.fashionstream.quickstart.testkit.TestTopics;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class AnswerReaderIT {
    @Test
    void whatWasCommittedIsReadAndWhatWasAbortedIsNot(KafkaConnection kafka, Topics topics) throws Exception {
        TestTopics.create(kafka, topics, 2);
        Ledger ledger = new Ledger();
        for (String eventId : new String[] {"kept", "refused", "aborted"}) {
            ledger.published(new Publication(eventId, "image-of-" + eventId, "product", Category.BAG, null));
        }

        try (KafkaProducer<byte[], byte[]> producer = transactional(kafka);
                AnswerReader reader = new AnswerReader(kafka, topics)) {
            producer.beginTransaction();
            producer.send(labelOf("aborted", topics)).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(labelOf("kept", topics)).get();
            producer.send(rejectionOf("refused", topics)).get();
            producer.commitTransaction();

            Balance balance = ledger.balance(reader.readToEnd());

            assertThat(balance.examples()).containsExactly("aborted lost");
            assertThat(balance.labelled()).isEqualTo(1);
            assertThat(balance.rejected()).isEqualTo(1);
            assertThat(balance.doubled()).isZero();
            assertThat(reader.readToEnd()).isEmpty();
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(KafkaConnection kafka) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                kafka.with(Map.of("transactional.id", "player")), new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static ProducerRecord<byte[], byte[]> labelOf(String eventId, Topics topics) {
        byte[] json =
                JsonCodec.of(PayloadTypes.IMAGE_LABEL).write(label("product", eventId, Category.BAG, Category.BAG));
        return new ProducerRecord<>(topics.imageLabels(), json);
    }

    private static ProducerRecord<byte[], byte[]> rejectionOf(String eventId, Topics topics) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.rejectedImages(), new byte[] {1});
        record.headers()
                .add(
                        CloudEventHeaders.REJECTION,
                        JsonCodec.of(PayloadTypes.REJECTED_IMAGE).write(rejection(eventId, 0, 7)));
        return record;
    }
}
