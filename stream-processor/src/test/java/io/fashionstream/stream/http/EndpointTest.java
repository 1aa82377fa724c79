package io.fashionstream.stream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    private static final int MAX_BYTES = 100_000;
    private static final int PIECE = 50_000;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final AtomicInteger inWork = new AtomicInteger();
    private final HttpPort port = new HttpPort("localhost", 0)
            .page("/page", () -> HttpAnswer.text(200, "a page"))
            .endpoint("/length", this::admitted)
            .endpoint("/tree/", this::admitted)
            .endpoint("/closed", head -> {
                throw new HttpRefusal(HttpAnswer.problem(429, "expected less").with("Retry-After", "1"));
            })
            .endpoint("/broken", head -> {
                throw new IllegalStateException("broken on purpose");
            })
            .endpoint(
                    "/fails",
                    head -> admission(body -> {
                        throw new IllegalStateException("broken on purpose");
                    }))
            .start();

    @AfterEach
    void everyRequestIsOver() {
        await().until(() -> inWork.get() == 0);
        port.close();
    }

    @Test
    void theWholeBodyIsAnsweredAndTheHeadIsKnown() throws Exception {
        HttpResponse<String> answer = post("length?name=a%20boot", new byte[MAX_BYTES]);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /length a boot 100000");
    }

    @Test
    void aPathWithASlashAtItsEndStandsForAllBelowIt() throws Exception {
        assertThat(post("tree/a/b", new byte[2]).body()).isEqualTo("POST /tree/a/b - 2");
        assertThat(post("treetop", new byte[2]).statusCode()).isEqualTo(404);
    }

    @Test
    void aBodyThatIsTooLongIsRefusedWithOrWithoutALength() throws Exception {
        HttpResponse<String> declared = post("length", new byte[MAX_BYTES + 1]);
        HttpResponse<String> chunked = send(HttpRequest.newBuilder(
                        port.address().resolve("length"))
                .POST(HttpRequest.BodyPublishers.ofByteArrays(Arrays.asList(new byte[MAX_BYTES], new byte[1]))));

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.body()).contains("\"detail\":\"expected a request of at most 100,000 bytes\"");
        assertThat(chunked.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "POST /length, Content-Length: 5000000, 413",
        "POST /length, Transfer-Encoding: chunked, 413",
        "POST /closed, Content-Length: 5000000, 429",
        "POST /page, Content-Length: 5000000, 405",
        "POST /nowhere, Transfer-Encoding: chunked, 404"
    })
    void whoIsStillSendingARefusedBodyGetsToReadWhy(String line, String framing, int status) throws Exception {
        try (Socket sender = connect("%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(line, framing))) {
            send(5_000_000, framing.endsWith("chunked"), sender.getOutputStream());
            sender.shutdownOutput();

            assertThat(readAll(sender)).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void whoWasToldToGoOnWithABodyGetsToReadThatItIsTooLong() throws Exception {
        String framing = "Transfer-Encoding: chunked\r\nExpect: 100-continue";
        try (Socket sender = connect("POST /length HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(framing))) {
            byte[] goOn = sender.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            send(5_000_000, true, sender.getOutputStream());
            sender.shutdownOutput();

            assertThat(goOn).asString(StandardCharsets.US_ASCII).startsWith("HTTP/1.1 100 ");
            assertThat(readAll(sender)).startsWith("HTTP/1.1 413");
        }
    }

    /** Sends that many bytes slowly, in chunks of HTTP or as they are. */
    private static void send(int bytes, boolean chunked, OutputStream out) throws Exception {
        for (int sent = 0; sent < bytes; sent += PIECE) {
            out.write(ascii(chunked ? "%x\r\n".formatted(PIECE) : ""));
            out.write(new byte[PIECE]);
            out.write(ascii(chunked ? "\r\n" : ""));
            TimeUnit.MILLISECONDS.sleep(1);
        }
        out.write(ascii(chunked ? "0\r\n\r\n" : ""));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void whoNeverStopsSendingARefusedBodyIsCutOff() throws Exception {
        try (Socket sender =
                connect("POST /closed HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000000\r\n\r\n")) {
            assertThatThrownBy(() -> {
                        for (int tenths = 0; tenths < 200; tenths++) {
                            sender.getOutputStream().write(new byte[1_000]);
                            TimeUnit.MILLISECONDS.sleep(100);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aBodyThatTricklesInIsCutOffAfterAWhileAlthoughItNeverPausesLong() throws Exception {
        try (Socket slow = connect("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")) {
            long start = System.nanoTime();
            for (int i = 0; i < 8; i++) {
                slow.getOutputStream().write('x');
                TimeUnit.MILLISECONDS.sleep(50);
            }
            String answer = readAll(slow);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("expected the whole request within 500 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void whoSendsTooSlowlyGetsToReadItWhileStillSending() throws Exception {
        try (Socket slow = connect("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 40000\r\n\r\n")) {
            for (int i = 0; i < 40; i++) {
                slow.getOutputStream().write(new byte[1_000]);
                TimeUnit.MILLISECONDS.sleep(25);
            }

            assertThat(readAll(slow)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void aBodyThatEndsEarlyIsNotAnswered() throws Exception {
        try (Socket broken = connect("POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")) {
            broken.shutdownOutput();

            assertThat(readAll(broken)).doesNotContain("200 OK");
        }
    }

    @Test
    void whoIsNotLetInIsAnsweredWithTheRefusal() throws Exception {
        HttpResponse<String> answer = post("closed", new byte[10]);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.body()).contains("\"title\":\"Too Many Requests\"", "\"status\":429");
    }

    @Test
    void anEndpointThatFailsSaysNothingOfTheProgram() throws Exception {
        for (String path : new String[] {"broken", "fails"}) {
            HttpResponse<String> answer = post(path, new byte[10]);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("IllegalState", "purpose");
        }
    }

    private interface Work {
        HttpAnswer answer(byte[] body);
    }

    private Endpoint.Admission admitted(HttpHead head) {
        return admission(body -> HttpAnswer.text(
                200,
                "%s %s %s %d"
                        .formatted(
                                head.method(), head.path(), head.query("name").orElse("-"), body.length)));
    }

    private Endpoint.Admission admission(Work work) {
        inWork.incrementAndGet();
        return new Endpoint.Admission() {
            @Override
            public int maxBytes() {
                return MAX_BYTES;
            }

            @Override
            public Duration patience() {
                return PATIENCE;
            }

            @Override
            public CompletableFuture<HttpAnswer> answer(byte[] body) {
                return CompletableFuture.supplyAsync(() -> work.answer(body));
            }

            @Override
            public void close() {
                inWork.decrementAndGet();
            }
        };
    }

    private Socket connect(String beginning) throws IOException {
        Socket socket = new Socket("localhost", port.address().getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return send(HttpRequest.newBuilder(port.address().resolve(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
