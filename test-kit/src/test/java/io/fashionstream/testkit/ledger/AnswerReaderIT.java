package io.fashionstream.testkit.ledger;

import static io.fashionstream.testkit.ledger.Answers.label;
import static io.fashionstream.testkit.ledger.Answers.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.CommittedEnds;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.connection.TopicCreation;
import io.fashionstream.event.Category;
import io.fashionstream.event.serde.CloudEventHeaders;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.TopicSpecs;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerReaderIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void whatWasCommittedIsReadAndWhatWasAbortedIsNot(@TempDir Path directory) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.start(directory)) {
            new TopicCreation(broker.connection(), PATIENCE).create(TopicSpecs.of(TOPICS, 2), 1);

            assertOnlyCommittedAnswersAreRead(broker.connection());
        }
    }

    private static void assertOnlyCommittedAnswersAreRead(KafkaConnection kafka) throws Exception {
        Ledger ledger = new Ledger();
        for (String eventId : new String[] {"kept", "refused", "aborted"}) {
            ledger.published(new Publication(eventId, "image-of-" + eventId, "product", Category.BAG, null));
        }

        try (KafkaProducer<byte[], byte[]> producer = transactional(kafka);
                AnswerReader reader = new AnswerReader(kafka, TOPICS)) {
            producer.beginTransaction();
            producer.send(labelOf("aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            RecordMetadata kept = producer.send(labelOf("kept")).get();
            RecordMetadata refused = producer.send(rejectionOf("refused")).get();
            producer.commitTransaction();
            CommittedEnds.await(kafka, PATIENCE, Map.of(place(kept), kept.offset(), place(refused), refused.offset()));

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

    private static TopicPartition place(RecordMetadata stored) {
        return new TopicPartition(stored.topic(), stored.partition());
    }

    private static ProducerRecord<byte[], byte[]> labelOf(String eventId) {
        byte[] json =
                JsonCodec.of(PayloadTypes.IMAGE_LABEL).write(label("product", eventId, Category.BAG, Category.BAG));
        return new ProducerRecord<>(TOPICS.imageLabels(), json);
    }

    private static ProducerRecord<byte[], byte[]> rejectionOf(String eventId) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPICS.rejectedImages(), new byte[] {1});
        record.headers()
                .add(
                        CloudEventHeaders.REJECTION,
                        JsonCodec.of(PayloadTypes.REJECTED_IMAGE).write(rejection(eventId, 0, 7)));
        return record;
    }
}
