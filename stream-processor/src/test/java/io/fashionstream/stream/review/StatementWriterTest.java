package io.fashionstream.stream.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fashionstream.stream.review.StatementWriter.ShutOut;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;

/** What a failed commit means; with real brokers: ReviewServersIT. */
class StatementWriterTest {
    @Test
    void aBrokerThatFailsWithoutSayingOfWhatIsLookedAtAgain() {
        for (KafkaException failure : List.of(
                new KafkaException("Unhandled error in EndTxnResponse: The server experienced an unexpected error"),
                new UnknownServerException("failed"),
                new KafkaException("commit", new InvalidTxnStateException("aborted")))) {
            assertThatExceptionOfType(ShutOut.class)
                    .isThrownBy(() -> StatementWriter.failure(failure))
                    .withCause(failure);
        }
    }

    @Test
    void aBrokerThatRefusesOrIsNotThereIsBelieved() throws ShutOut {
        for (KafkaException failure : List.of(new TimeoutException("late"), new TopicAuthorizationException("no"))) {
            assertThat(StatementWriter.failure(failure)).isSameAs(failure);
        }
    }
}
