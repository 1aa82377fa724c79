package io.fashionstream.stream.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.stream.http.Endpoint;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One address of the page: lets in whom the guard lets in, and answers on threads that may wait for the broker. */
final class GuardedEndpoint implements Endpoint {
    private static final Logger log = LoggerFactory.getLogger(GuardedEndpoint.class);
    private static final int LONGEST_BODY = 16 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String method;
    private final RequestGuard guard;
    private final Executor threads;
    private final Answering answering;

    /** What is answered. */
    interface Answering {
        HttpAnswer answer(HttpHead head, byte[] body) throws IOException;
    }

    /**
     * @param method GET, or POST for what writes
     * @param threads where {@code answering} runs
     */
    GuardedEndpoint(String method, RequestGuard guard, Executor threads, Answering answering) {
        this.method = method;
        this.guard = guard;
        this.threads = threads;
        this.answering = answering;
    }

    @Override
    public Admission admit(HttpHead head) throws HttpRefusal {
        Optional<String> refusal = guard.refusal(head.header("Host").orElse(null));
        if (refusal.isEmpty() && method.equals("POST")) {
            refusal = guard.refusalOfWriting(head);
        }
        if (refusal.isPresent()) {
            throw HttpRefusal.of(403, refusal.get());
        }
        if (!head.method().equals(method)) {
            throw new HttpRefusal(HttpAnswer.problem(405, "only " + method + " is answered here")
                    .with("Allow", method));
        }
        return new Admitted(head);
    }

    private final class Admitted implements Admission {
        private final HttpHead head;

        Admitted(HttpHead head) {
            this.head = head;
        }

        @Override
        public int maxBytes() {
            return LONGEST_BODY;
        }

        @Override
        public Duration patience() {
            return PATIENCE;
        }

        @Override
        public CompletableFuture<HttpAnswer> answer(byte[] body) {
            return CompletableFuture.supplyAsync(() -> guarded(body), threads);
        }

        private HttpAnswer guarded(byte[] body) {
            try {
                return answering.answer(head, body);
            } catch (JsonProcessingException e) {
                return HttpAnswer.problem(400, "expected a request in JSON: " + e.getOriginalMessage());
            } catch (IllegalArgumentException e) {
                return HttpAnswer.problem(400, String.valueOf(e.getMessage()));
            } catch (BrokerUnreachable e) {
                return HttpAnswer.problem(503, String.valueOf(e.getMessage()));
            } catch (KafkaException e) {
                log.warn("Kafka refused what a reviewer wanted", e);
                return HttpAnswer.problem(503, "Kafka refused it: " + e.getMessage());
            } catch (IOException | RuntimeException e) {
                log.error("A request of the page failed", e);
                return HttpAnswer.problem(500, "the request failed, the log says why");
            }
        }

        @Override
        public void close() {}
    }
}
