package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpsServerTest {
    private final OpsServer server = new OpsServer("localhost", 0)
            .page("/", () -> OpsPage.of("text/html", "<p>live</p>".getBytes(StandardCharsets.UTF_8)))
            .page("/health/ready", () -> OpsPage.text(503, "WAITING\n"))
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
    void nothingButReadingIsAllowed() throws Exception {
        assertThat(send("POST", "").statusCode()).isEqualTo(405);
        assertThat(send("HEAD", "").statusCode()).isEqualTo(200);
    }

    @Test
    void clientsThatSendHalfARequestKeepNobodyFromAnAnswer() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket half = new Socket("localhost", server.address().getPort());
                halves.add(half);
                half.getOutputStream().write("GET /health".getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(send("GET", "").statusCode()).isEqualTo(200);
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsSettings() {
        int port = server.address().getPort();

        assertThatThrownBy(() -> new OpsServer("localhost", port))
                .isInstanceOf(AddressUnavailable.class)
                .hasMessageContaining("http.host=localhost http.port=" + port);
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
