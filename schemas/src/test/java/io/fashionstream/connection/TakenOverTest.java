package io.fashionstream.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class TakenOverTest {
    @Test
    void eachWayInWhichABrokerTellsOfAnotherOwnerCountsAlsoAsACause() {
        assertThat(TakenOver.isCauseOf(new ProducerFencedException("fenced"))).isTrue();
        assertThat(TakenOver.isCauseOf(new KafkaException(new InvalidProducerEpochException("old"))))
                .isTrue();
        assertThat(TakenOver.isCauseOf(new KafkaException("commit", new InvalidTxnStateException("aborted"))))
                .isTrue();
    }

    @Test
    void aBrokerThatDoesNotAnswerSaysNothingOfTheKind() {
        assertThat(TakenOver.isCauseOf(new KafkaException(new TimeoutException("late"))))
                .isFalse();
        assertThat(TakenOver.isCauseOf(null)).isFalse();
    }
}
