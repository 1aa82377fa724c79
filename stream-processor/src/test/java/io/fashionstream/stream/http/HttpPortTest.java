package io.fashionstream.stream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpPortTest {
    private final HttpPort server = new HttpPort("localhost", 0)
            .page("/", () -> HttpAnswer.of("text/html", "<p>live</p>".getBytes(StandardCharsets.UTF_8)))
            .page("/health/ready", () -> HttpAnswer.text(503, "WAITING\n"))
            .page("/large", () -> HttpAnswer.of("text/plain", new byte[20_000_000]))
            .page("/broken", () -> {
                throw new IllegalStateException("broken on purpose");
            })
            .start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void pagesAnswerUnderTheirOwnPathOnly() throws Exception {
        assertThat(send("GET", "").body()).isEqualTo("<p>live</p>");
        assertThat(send("GET", "health/ready").statusCode()).isEqualTo(503);
        assertThat(send("GET", "no/such/page").statusCode()).isEqualTo(404);
        assertThat(send("GET", "health/readyness").statusCode()).isEqualTo(404);
    }

    @Test
    void aPageMayLoadNothingFromElsewhereAndRunNoScriptOfItsMarkup() throws Exception {
        assertThat(send("GET", "")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                .doesNotContain("unsafe", "http:", "https:");
    }

    @Test
    void nothingButReadingIsAllowed() throws Exception {
        assertThat(send("POST", "").statusCode()).isEqualTo(405);
        assertThat(send("HEAD", "").statusCode()).isEqualTo(200);
    }

    @Test
    void clientsThatSendHalfARequestKeepNobodyWaitingAndAreCutOff() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                halves.add(connect("GET /health"));
            }
            assertThat(send("GET", "").statusCode()).isEqualTo(200);
            assertThat(halves).allMatch(half -> stillOpen(half));

            await().atMost(Duration.ofSeconds(30)).until(() -> halves.stream().noneMatch(half -> stillOpen(half)));
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    @Test
    void aClientThatDoesNotTakeItsAnswerKeepsNobodyWaiting() throws Exception {
        List<Socket> idlers = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                idlers.add(connect("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }

            assertThat(send("GET", "").statusCode()).isEqualTo(200);
        } finally {
            for (Socket idler : idlers) {
                idler.close();
            }
        }
    }

    @Test
    void aPageThatFailsIsSaidToHaveFailedAndShowsNothingOfTheProgram() throws Exception {
        HttpResponse<String> answer = send("GET", "broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("IllegalStateException", "HttpPort", ".java");
        assertThat(answer.headers().firstValue("server")).isEmpty();
    }

    @Test
    void theSettingsOfTheWholeJvmStayAsTheyAre() throws Exception {
        Properties before = (Properties) System.getProperties().clone();

        try (HttpPort other = new HttpPort("localhost", 0).start()) {
            assertThat(other.address().getPort()).isPositive();
        }

        assertThat(System.getProperties()).isEqualTo(before);
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsSettings() {
        int port = server.address().getPort();

        assertThatThrownBy(() -> new HttpPort("localhost", port))
                .isInstanceOf(AddressUnavailable.class)
                .hasMessageContaining("http.host=localhost http.port=" + port);
    }

    private Socket connect(String beginning) throws IOException {
        Socket socket = new Socket("localhost", server.address().getPort());
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean stillOpen(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI page = server.address().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(page)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
