package io.fashionstream.stream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.stream.http.HttpHead;
import io.fashionstream.stream.http.HttpRefusal;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRuleTest {
    private static final int LET_IN = 0;
    private static final String SECRET = "0123456789abcdef";

    @Test
    void offIsForNobody() {
        assertThat(status(Access.OFF, "127.0.0.1", Map.of("Host", "localhost:8090")))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8090, 0",
        "127.0.0.1, LOCALHOST, 0",
        "127.0.0.1, 127.0.0.1:8090, 0",
        "127.8.9.1, 127.8.9.1, 0",
        "::1, [::1]:8090, 0",
        "::1, [::1], 0",
        "::ffff:127.0.0.1, localhost, 0",
        "10.0.0.7, localhost:8090, 403",
        "192.168.1.2, 192.168.1.2:8090, 403",
        "127.0.0.1, evil.example:8090, 403",
        "127.0.0.1, localhost.evil.example, 403",
        "127.0.0.1, 127.0.0.1.evil.example, 403",
        "127.0.0.1, 0.0.0.0:8090, 403",
        "127.0.0.1, '', 403",
    })
    void localIsForClientsOfThisMachineThatCallItSo(String peer, String host, int status) {
        assertThat(status(Access.LOCAL, peer, Map.of("Host", host))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "x-forwarded-host", "X-Real-IP", "Via"})
    void whatComesThroughAProxyIsNotOfThisMachine(String sign) {
        assertThat(status(Access.LOCAL, "127.0.0.1", Map.of("Host", "localhost", sign, "203.0.113.9")))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "LOCAL, http://localhost:8090, 0",
        "LOCAL, http://evil.example, 403",
        "LOCAL, http://localhost:3000, 403",
        "LOCAL, null, 403",
        "LOCAL, not an origin, 403",
        "OPEN, http://localhost:8090, 0",
        "OPEN, http://evil.example, 403",
    })
    void aPageOfAnotherOriginMayNotSendPictures(Access access, String origin, int status) {
        assertThat(status(access, "127.0.0.1", Map.of("Host", "localhost:8090", "Origin", origin)))
                .isEqualTo(status);
    }

    @Test
    void aPageFromElsewhereIsKnownBySecFetchSiteToo() {
        assertThat(status(Access.OPEN, "127.0.0.1", Map.of("Host", "a", "Sec-Fetch-Site", "cross-site")))
                .isEqualTo(403);
        assertThat(status(Access.OPEN, "127.0.0.1", Map.of("Host", "a", "Sec-Fetch-Site", "same-origin")))
                .isEqualTo(LET_IN);
    }

    @Test
    void openIsForEverybody() {
        assertThat(status(Access.OPEN, "203.0.113.9", Map.of("Host", "labels.example")))
                .isEqualTo(LET_IN);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer 0123456789abcdef, 0",
        "bearer  0123456789abcdef, 0",
        "Bearer 0123456789abcdeF, 401",
        "Bearer 0123456789abcde, 401",
        "Bearer 0123456789abcdef0, 401",
        "Bearer, 401",
        "Basic 0123456789abcdef, 401",
        "0123456789abcdef, 401",
    })
    void aTokenIsAskedOfEverybody(String authorization, int status) {
        Map<String, String> headers = Map.of("Host", "labels.example", "Authorization", authorization);

        assertThat(status(Access.TOKEN, "203.0.113.9", headers)).isEqualTo(status);
        assertThat(status(Access.TOKEN, "127.0.0.1", headers)).isEqualTo(status);
    }

    @Test
    void aTokenMustBeThereWhereItIsAskedFor() {
        assertThatThrownBy(() -> new EndpointSettings(Access.TOKEN, Optional.empty(), EndpointSettings.Limits.DEFAULT))
                .hasMessageContaining("expected label.token.file to name a file");
    }

    @Test
    void aTokenIsReadFromAFileAndNeverRepeated(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good"), SECRET + "\n");
        Path bad = Files.writeString(folder.resolve("bad"), "secret with spaces in it");

        assertThat(AccessToken.in(good).is(SECRET)).isTrue();
        assertThatThrownBy(() -> AccessToken.in(bad))
                .hasMessageContaining("label.token.file: " + bad + ": expected a token of 16")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> AccessToken.in(folder.resolve("none"))).hasMessageContaining("found none at");
    }

    private static int status(Access access, String peer, Map<String, String> headers) {
        Optional<AccessToken> token = access == Access.TOKEN ? Optional.of(new AccessToken(SECRET)) : Optional.empty();
        EndpointSettings settings = new EndpointSettings(access, token, EndpointSettings.Limits.DEFAULT);
        try {
            new AccessRule(settings)
                    .require(new HttpHead(
                            "POST", "/label", Map.of(), new HashMap<>(headers), InetAddress.getByName(peer)));
            return LET_IN;
        } catch (HttpRefusal refusal) {
            return refusal.answer().status();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
