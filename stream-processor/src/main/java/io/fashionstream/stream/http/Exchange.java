package io.fashionstream.stream.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request to an endpoint: its body is read as it comes, without a thread that waits for it, and then answered. */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Endpoint endpoint;
    private final Body body;
    private final long start = System.nanoTime();

    Exchange(Request request, Response response, Callback callback, Endpoint endpoint) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.endpoint = endpoint;
        this.body = new Body(request);
    }

    void run() {
        try {
            read(endpoint.admit(HttpHead.of(request)));
        } catch (HttpRefusal refusal) {
            send(refusal.answer());
        } catch (RuntimeException e) {
            send(failed(e));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whatever comes of it, end is told
    private void read(Endpoint.Admission admission) {
        if (request.getLength() > admission.maxBytes()) {
            admission.close();
            send(tooLong(admission));
            return;
        }
        body.read(admission.maxBytes())
                .orTimeout(admission.patience().toMillis(), TimeUnit.MILLISECONDS)
                .handle((bytes, failure) ->
                        failure == null ? admission.answer(bytes) : unread(admission, cause(failure)))
                .thenCompose(answer -> answer)
                .whenComplete((answer, failure) -> {
                    admission.close();
                    end(answer, failure);
                });
    }

    /** The answer where the body did not come whole. */
    private CompletableFuture<HttpAnswer> unread(Endpoint.Admission admission, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return CompletableFuture.completedFuture(HttpAnswer.problem(
                            408,
                            "expected the whole request within %d ms"
                                    .formatted(admission.patience().toMillis()))
                    .with("Connection", "close"));
        }
        if (failure instanceof Body.BodyTooLong) {
            return CompletableFuture.completedFuture(tooLong(admission));
        }
        return CompletableFuture.failedFuture(failure);
    }

    private static HttpAnswer tooLong(Endpoint.Admission admission) {
        return HttpAnswer.problem(
                        413,
                        String.format(Locale.ROOT, "expected a request of at most %,d bytes", admission.maxBytes()))
                .with("Connection", "close");
    }

    private void end(@Nullable HttpAnswer answer, @Nullable Throwable failure) {
        Throwable cause = failure == null ? null : cause(failure);
        if (answer != null) {
            send(answer);
        } else if (cause instanceof HttpException broken) {
            send(HttpAnswer.problem(400, "expected a request of HTTP, got " + broken.getReason())
                    .with("Connection", "close"));
        } else if (cause instanceof IOException) {
            callback.failed(cause); // nobody is there to be answered
        } else {
            send(failed(cause));
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private HttpAnswer failed(@Nullable Throwable cause) {
        log.warn("The endpoint {} failed", Request.getPathInContext(request), cause);
        return HttpAnswer.problem(500, "the endpoint failed, the log says why");
    }

    private void send(HttpAnswer answer) {
        endpoint.answered(answer.status(), Duration.ofNanos(System.nanoTime() - start));
        Answers.send(answer, request, response, body.before(callback));
    }
}
