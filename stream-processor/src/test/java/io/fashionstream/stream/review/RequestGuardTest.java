package io.fashionstream.stream.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.stream.http.HttpHead;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGuardTest {
    private final RequestGuard guard = new RequestGuard("0.0.0.0", Set.of("review.shop.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8095",
                "127.0.0.1:8095",
                "[::1]:8095",
                "review.shop.example",
                "0.0.0.0:8095"
            })
    void itsOwnNamesAreLetIn(String host) {
        assertThat(guard.refusal(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8095",
                "localhost.evil.example",
                "",
                "[::1",
                "review.shop.example.evil"
            })
    void aNameThatSomebodyElseGaveThisMachineIsNot(String host) {
        assertThat(guard.refusal(host)).isPresent();
        assertThat(guard.refusal(null)).isPresent();
    }

    @Test
    void onlyItsOwnPageWrites() {
        assertThat(guard.refusalOfWriting(post("application/json", "http://localhost:8095", "same-origin")))
                .isEmpty();
        assertThat(guard.refusalOfWriting(post("application/json; charset=utf-8", "http://localhost:8095", "none")))
                .isEmpty();
        assertThat(guard.refusalOfWriting(post("application/json", "http://localhost:8090", "same-site")))
                .isPresent();
        assertThat(guard.refusalOfWriting(post("application/json", "http://localhost:8096", "same-origin")))
                .isPresent();
        assertThat(guard.refusalOfWriting(post("application/json", "null", "cross-site")))
                .isPresent();
        assertThat(guard.refusalOfWriting(post("text/plain", "http://localhost:8095", "same-origin")))
                .isPresent();
    }

    @Test
    void aProgramThatIsNoBrowserWritesJson() {
        HttpHead head = new HttpHead(
                "POST", "/truth", Map.of(), Map.of("Host", "localhost:8095", "Content-Type", "application/json"), null);

        assertThat(guard.refusalOfWriting(head)).isEmpty();
    }

    private static HttpHead post(String contentType, String origin, String site) {
        return new HttpHead(
                "POST",
                "/truth",
                Map.of(),
                Map.of("Host", "localhost:8095", "Content-Type", contentType, "Origin", origin, "Sec-Fetch-Site", site),
                null);
    }
}
