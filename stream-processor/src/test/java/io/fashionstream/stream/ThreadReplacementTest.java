package io.fashionstream.stream;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class ThreadReplacementTest {
    private final List<Throwable> fatal = new ArrayList<>();
    private final ThreadReplacement replacement = new ThreadReplacement(fatal::add, () -> 0);

    @Test
    void aThreadThatDiesOfSomethingThatMayPassIsReplaced() {
        assertThat(replacement.handle(new StreamsException(new TimeoutException("the broker is slow"))))
                .isEqualTo(REPLACE_THREAD);
        assertThat(fatal).isEmpty();
    }

    @Test
    void whatNoRetryCanMendEndsTheProcessorWithItsCause() {
        SaslAuthenticationException wrongPassword = new SaslAuthenticationException("wrong password");

        assertThat(replacement.handle(new StreamsException(wrongPassword))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(replacement.handle(new TopicAuthorizationException("image-labels")))
                .isEqualTo(SHUTDOWN_CLIENT);
        assertThat(replacement.handle(new OutOfMemoryError("a test's"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(fatal).hasSize(3).first().isSameAs(wrongPassword);
    }

    @Test
    void pausesDoubleUpToTheLongestAndStartOverAfterwards() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));

        assertThat(List.of(backoff.next(), backoff.next(), backoff.next(), backoff.next(), backoff.next()))
                .extracting(Duration::toMillis)
                .containsExactly(200L, 400L, 800L, 1000L, 1000L);
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(200));
    }
}
