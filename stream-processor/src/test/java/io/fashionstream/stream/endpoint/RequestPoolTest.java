package io.fashionstream.stream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fashionstream.stream.http.Endpoint.Admission;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpRefusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestPoolTest {
    private static final byte[] BODY = new byte[0];

    private final CountDownLatch done = new CountDownLatch(1);
    private RequestPool pool = new RequestPool(limits(100, 2, Duration.ofSeconds(20)));

    @AfterEach
    void close() {
        done.countDown();
        pool.close();
    }

    @Test
    void requestsOverTheLimitAreToldToComeAgain() throws HttpRefusal {
        Admission first = pool.admit(this::waiting);
        Admission second = pool.admit(this::waiting);

        assertThatThrownBy(() -> pool.admit(this::waiting)).isInstanceOfSatisfying(HttpRefusal.class, refusal -> {
            assertThat(refusal.answer().status()).isEqualTo(429);
            assertThat(new String(refusal.answer().body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("2 requests are in work already");
        });

        first.close();
        second.close();
        pool.admit(this::waiting).close();
        pool.admit(this::waiting).close();
    }

    @Test
    void aRequestThatTakesTooLongIsAnsweredMeanwhileAndKeepsItsPlaceUntilItsWorkHasEnded() throws Exception {
        pool.close();
        pool = new RequestPool(limits(100, 1, Duration.ofMillis(100)));
        Admission slow = pool.admit(this::waiting);

        HttpAnswer answer = slow.answer(BODY).get(10, TimeUnit.SECONDS);
        slow.close();

        assertThat(answer.status()).isEqualTo(503);
        assertThatThrownBy(() -> pool.admit(this::waiting)).isInstanceOf(HttpRefusal.class);
        done.countDown();
        await().untilAsserted(() -> pool.admit(this::waiting).close());
    }

    @Test
    void workThatNobodyWaitsForIsNotBegun() throws Exception {
        pool.close();
        pool = new RequestPool(limits(100, 2, Duration.ofMillis(100)));
        AtomicInteger begun = new AtomicInteger();
        Admission slow = pool.admit(this::waiting);
        Admission behind = pool.admit((body, request) -> {
            begun.incrementAndGet();
            return HttpAnswer.text(200, "late");
        });
        var unused = slow.answer(BODY);

        assertThat(behind.answer(BODY).get(10, TimeUnit.SECONDS).status()).isEqualTo(503);
        done.countDown();
        await().untilAsserted(() -> pool.admit(this::waiting).close());
        assertThat(begun).hasValue(0);
    }

    @Test
    void aThreadRestsSoThatItIsBusyForItsShareOnly() throws Exception {
        pool.close();
        pool = new RequestPool(limits(20, 2, Duration.ofSeconds(20)));
        long start = System.nanoTime();

        for (int i = 0; i < 4; i++) {
            try (Admission request = pool.admit(RequestPoolTest::tenMillis)) {
                assertThat(request.answer(BODY).get(10, TimeUnit.SECONDS).status())
                        .isEqualTo(200);
            }
        }

        // The fourth is answered after three rests, each four times as long as the work before it.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(3 * 50));
    }

    private HttpAnswer waiting(byte[] body, RequestPool.Timed request) {
        try {
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return HttpAnswer.text(200, "done");
    }

    private static HttpAnswer tenMillis(byte[] body, RequestPool.Timed request) {
        long end = System.nanoTime() + 10_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return HttpAnswer.text(200, "done");
    }

    private static EndpointSettings.Limits limits(int busyPercent, int maxRequests, Duration timeout) {
        return new EndpointSettings.Limits(1, busyPercent, maxRequests, 4, 1_000, timeout);
    }
}
