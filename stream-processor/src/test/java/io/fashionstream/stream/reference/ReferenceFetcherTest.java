package io.fashionstream.stream.reference;

import static io.fashionstream.stream.reference.RoughServer.after;
import static io.fashionstream.stream.reference.RoughServer.picture;
import static io.fashionstream.stream.reference.RoughServer.raw;
import static io.fashionstream.stream.reference.RoughServer.redirect;
import static io.fashionstream.stream.reference.RoughServer.reset;
import static io.fashionstream.stream.reference.RoughServer.silence;
import static io.fashionstream.stream.reference.RoughServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fashionstream.event.ImageReference;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceFetcherTest {
    private static final byte[] PICTURE = "a picture, for all that is known here".getBytes(UTF_8);
    private static final int MAX_BYTES = 100;
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);
    private static final FetchLimits LIMITS =
            new FetchLimits(MAX_BYTES, 8, 1_000, Duration.ofMillis(400), TIMEOUT, Duration.ofSeconds(3));

    private final RoughServer server = new RoughServer().on("/p/a.png", picture(PICTURE));
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private ReferenceFetcher fetcher = fetcher(LIMITS, "127.0.0.0/8", null);

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    private ReferenceFetcher fetcher(FetchLimits limits, String networks, @Nullable SocketAddressResolver names) {
        String prefixes = server.url("/p/") + ",http://pictures.example:" + server.port() + "/p/,http://localhost:1/p/";
        return new ReferenceFetcher(
                new ReferenceSettings(AllowedPrefix.listOf(prefixes), AddressRules.allowing(networks), limits),
                (failure, took, attempts) -> ended.add((failure == null ? "FETCHED" : failure) + " " + attempts),
                names);
    }

    private void again(FetchLimits limits) {
        fetcher.close();
        fetcher = fetcher(limits, "127.0.0.0/8", null);
    }

    private Fetched fetched(String location) {
        return fetcher.await(fetcher.begin(new ImageReference(location, null)));
    }

    private byte[] bytes(String path) {
        Fetched fetched = fetched(server.url(path));
        assertThat(fetched).isInstanceOf(Fetched.Content.class);
        return ((Fetched.Content) fetched).bytes();
    }

    private static Rejection failed(Fetched fetched, RejectionReason reason) {
        assertThat(fetched).isInstanceOf(Fetched.Failed.class);
        Rejection rejection = ((Fetched.Failed) fetched).rejection();
        assertThat(rejection.reason()).as(rejection.detail()).isEqualTo(reason);
        return rejection;
    }

    private Rejection failed(String path, RejectionReason reason) {
        return failed(fetched(server.url(path)), reason);
    }

    @Test
    void anImageIsFetchedWithTheTypeThatTheServerStates() {
        Fetched fetched = fetched(server.url("/p/a.png"));

        assertThat(((Fetched.Content) fetched).bytes()).isEqualTo(PICTURE);
        assertThat(((Fetched.Content) fetched).contentType()).isEqualTo("image/png");
        await().untilAsserted(() -> assertThat(ended).containsExactly("FETCHED 1"));
    }

    @Test
    void nothingIsSentButTheAddress() {
        server.on("/p/cookie", picture(PICTURE));
        server.on("/p/set?signature=x", status(302, "Set-Cookie: a=b", "Location: /p/cookie"));
        fetched(server.url("/p/set?signature=x"));

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request)
                        .containsIgnoringCase("user-agent: fashion-stream")
                        .doesNotContainIgnoringCase("cookie:", "authorization", "accept-encoding", "referer"));
    }

    @Test
    void bytesOfAnotherDigestAreNotTaken() throws Exception {
        String right =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PICTURE));
        String location = server.url("/p/a.png");

        assertThat(fetcher.await(fetcher.begin(new ImageReference(location, right))))
                .isInstanceOf(Fetched.Content.class);
        Rejection other = failed(
                fetcher.await(fetcher.begin(new ImageReference(location, "0".repeat(64)))),
                RejectionReason.CHECKSUM_MISMATCH);
        assertThat(other.detail()).contains("0".repeat(64), right);
        await().untilAsserted(() -> assertThat(ended).containsExactly("FETCHED 1", "CHECKSUM_MISMATCH 1"));
    }

    @Test
    void oneByteTooManyIsRefusedWhetherAnnouncedOrNot() {
        byte[] most = new byte[MAX_BYTES];
        byte[] more = new byte[MAX_BYTES + 1];
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        server.on("/p/most", picture(most)).on("/p/more", picture(more));
        server.on("/p/until-end", raw("HTTP/1.1 200 OK\r\n\r\n", more));
        server.on("/p/chunked", raw(chunked + "65\r\n" + "x".repeat(101) + "\r\n0\r\n\r\n", new byte[0]));
        server.on("/p/endless", (socket, out) -> {
            out.write(chunked.getBytes(UTF_8));
            while (!socket.isClosed()) {
                out.write("a\r\n0123456789\r\n".getBytes(UTF_8));
            }
        });
        server.on("/p/huge", raw("HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n", more));

        assertThat(bytes("/p/most")).hasSize(MAX_BYTES);
        assertThat(failed("/p/more", RejectionReason.TOO_MANY_BYTES).detail()).contains("at most 100", "101");
        for (String path : List.of("/p/until-end", "/p/chunked", "/p/endless", "/p/huge")) {
            failed(path, RejectionReason.TOO_MANY_BYTES);
        }
        await().untilAsserted(() -> assertThat(ended).hasSize(6).allMatch(each -> each.endsWith(" 1")));
    }

    @Test
    void aServerThatAnnouncesMoreThanItSendsIsAskedAgainAndThenGivenUp() {
        server.on("/p/short", raw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", PICTURE));

        Rejection rejection = failed("/p/short", RejectionReason.UNREACHABLE);

        assertThat(rejection.detail()).contains("1500 ms", "attempts", "ended before the answer was whole");
        assertThat(server.requests()).hasSizeGreaterThan(2);
    }

    @Test
    void whatIsOnlyMomentarilyWrongIsTriedAgain() {
        server.on(
                "/p/a",
                status(503),
                reset(),
                raw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n", PICTURE),
                picture(PICTURE));

        assertThat(bytes("/p/a")).isEqualTo(PICTURE);
        await().untilAsserted(() -> assertThat(ended).containsExactly("FETCHED 4"));
    }

    @Test
    void anAttemptThatHangsIsFollowedByAnother() {
        server.on("/p/a", silence(), picture(PICTURE));
        server.on("/p/drip", (socket, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n".getBytes(UTF_8));
            for (int i = 0; i < 90; i++) {
                out.write(1);
                out.flush();
                Thread.sleep(50);
            }
        });

        assertThat(bytes("/p/a")).isEqualTo(PICTURE);
        assertThat(failed("/p/drip", RejectionReason.UNREACHABLE).detail()).contains("not whole in time");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 304, 400, 401, 403, 404, 410, 501})
    void aStatusThatWillNotChangeIsFinal(int status) {
        server.on("/p/a", status(status));

        assertThat(failed("/p/a", RejectionReason.UNREACHABLE).detail())
                .contains("status 200", String.valueOf(status), server.url("/p/a"));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aServerThatWantsToBeLeftAloneForLongerThanThereIsTimeIsNotAskedAgain() {
        server.on("/p/a", status(429, "Retry-After: 60"));
        server.on("/p/b", status(503, "Retry-After: 1"), picture(PICTURE));

        failed("/p/a", RejectionReason.UNREACHABLE);
        assertThat(server.requests()).hasSize(1);
        assertThat(bytes("/p/b")).isEqualTo(PICTURE);
    }

    @Test
    void aServerThatIsGoneIsGivenUpInTheStatedTimeAndOneThatComesBackIsFound() {
        String location = server.url("/p/a.png");
        int port = server.port();
        fetched(location);
        server.close();
        long start = System.nanoTime();

        assertThat(failed(fetched(location), RejectionReason.UNREACHABLE).detail())
                .contains("nothing answers at");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plusMillis(500));

        Fetch fetch = fetcher.begin(new ImageReference(location, null));
        try (RoughServer back = new RoughServer(port)) {
            back.on("/p/a.png", picture(PICTURE));
            assertThat(fetcher.await(fetch)).isInstanceOf(Fetched.Content.class);
        }
    }

    @Test
    void redirectsWithinThePrefixesAreFollowedAndNoOthers() {
        server.on("/p/near", redirect("b/c")).on("/p/b/c", redirect("/p/a.png"));
        server.on("/p/out", redirect("/secret")).on("/secret", picture(PICTURE));
        server.on("/p/host", redirect("http://localhost:" + server.port() + "/p/a.png"));
        server.on("/p/file", redirect("file:/etc/passwd")).on("/p/loop", redirect("/p/loop"));

        assertThat(bytes("/p/near")).isEqualTo(PICTURE);
        for (String path : List.of("/p/out", "/p/host", "/p/file")) {
            assertThat(failed(path, RejectionReason.FORBIDDEN_REFERENCE).detail())
                    .contains("redirected by");
        }
        assertThat(failed("/p/loop", RejectionReason.UNREACHABLE).detail()).contains("redirects");
        assertThat(server.requests()).noneMatch(request -> request.startsWith("GET /secret"));
    }

    @Test
    void theAddressThatIsConnectedToIsTheOneThatWasChecked() throws Exception {
        fetcher.close();
        AtomicInteger lookUps = new AtomicInteger();
        InetAddress unreachable = InetAddress.getByName("240.0.0.1");
        // Once an address that may be connected to, then the machine itself: what rebinding does between check and use.
        SocketAddressResolver rebinding = (host, port, context, promise) -> promise.succeeded(
                List.of(new InetSocketAddress(lookUps.getAndIncrement() == 0 ? unreachable : loopback(), port)));
        fetcher = fetcher(LIMITS, "240.0.0.0/8", rebinding);

        Rejection rejection = failed(
                fetched("http://pictures.example:" + server.port() + "/p/a.png"), RejectionReason.FORBIDDEN_REFERENCE);

        assertThat(rejection.detail()).contains("dataref.networks", "pictures.example", "127.0.0.1");
        assertThat(lookUps.get()).isGreaterThan(1);
        assertThat(server.requests()).isEmpty();
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    @Test
    void privateAddressesAreForbiddenUnlessTheyAreAllowed() {
        fetcher.close();
        fetcher = fetcher(LIMITS, "", null);

        assertThat(failed("/p/a.png", RejectionReason.FORBIDDEN_REFERENCE).detail())
                .contains("127.0.0.1");
        failed(fetched("http://localhost:1/p/a.png"), RejectionReason.FORBIDDEN_REFERENCE);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void soManyAreFetchedAtOnceAndNoMore() {
        List<Fetch> fetches = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            server.on("/p/" + i, after(100, picture(PICTURE)));
            fetches.add(fetcher.begin(new ImageReference(server.url("/p/" + i), null)));
        }

        assertThat(fetches).allSatisfy(each -> assertThat(fetcher.await(each)).isInstanceOf(Fetched.Content.class));
        assertThat(server.busiest()).isBetween(2, 8);
    }

    @Test
    void nothingIsFetchedAheadWhileTooManyBytesWaitForTheirTurn() {
        again(new FetchLimits(MAX_BYTES, 1, 2L * PICTURE.length, TIMEOUT, TIMEOUT, Duration.ofSeconds(3)));
        List<Fetch> fetches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            server.on("/p/" + i, picture(PICTURE));
            fetches.add(fetcher.begin(new ImageReference(server.url("/p/" + i), null)));
        }
        await().until(() -> fetches.get(1).isDone());

        await().during(Duration.ofMillis(200)).until(() -> server.requests().size() == 2);
        assertThat(fetcher.await(fetches.get(4))).isInstanceOf(Fetched.Content.class);
        assertThat(fetches.get(2).isDone()).isFalse();
        fetcher.await(fetches.get(0));
        await().until(() -> fetches.get(2).isDone());
    }

    @Test
    void aWholePollIsAnsweredInTheStatedTimeWhateverTheServerDoes() {
        again(new FetchLimits(
                MAX_BYTES, 2, 1_000, Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(1)));
        List<Fetch> fetches = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            server.on("/p/" + i, silence());
            fetches.add(fetcher.begin(new ImageReference(server.url("/p/" + i), null)));
        }
        long start = System.nanoTime();

        fetches.forEach(each -> failed(fetcher.await(each), RejectionReason.UNREACHABLE));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
        assertThat(((Fetched.Failed) fetcher.await(fetches.get(29))).rejection().detail())
                .contains("1000 ms of its poll", "2 places");
    }

    @Test
    void whatIsAbandonedGivesItsPlaceToOthers() {
        List<Fetch> hanging = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            server.on("/p/" + i, silence());
            hanging.add(fetcher.begin(new ImageReference(server.url("/p/" + i), null)));
        }
        await().until(() -> server.busiest() == 8);
        Fetch next = fetcher.begin(new ImageReference(server.url("/p/a.png"), null));

        hanging.forEach(fetcher::abandon);

        await().atMost(Duration.ofMillis(300)).until(next::isDone);
    }

    @Test
    void whoWaitsWhenTheFetcherIsClosedGetsNoRejection() {
        server.on("/p/a", silence());
        Fetch fetch = fetcher.begin(new ImageReference(server.url("/p/a"), null));
        CompletableFuture<Fetched> waiting = CompletableFuture.supplyAsync(() -> fetcher.await(fetch));
        await().until(() -> server.busiest() == 1);

        fetcher.close();

        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(FetchInterrupted.class);
        assertThat(ended).isEmpty();
    }
}
