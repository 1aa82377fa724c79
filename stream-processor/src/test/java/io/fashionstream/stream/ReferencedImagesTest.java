package io.fashionstream.stream;

import static io.fashionstream.stream.InputRecord.binary;
import static io.fashionstream.stream.InputRecord.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fashionstream.event.Category;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.stream.testing.TestModels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that refer to their image instead of carrying it, through the processor's own topology. */
final class ReferencedImagesTest {
    private static final Instant SENT = Instant.parse("2026-11-22T12:00:00Z");
    private static final byte[] BAG = TestModels.image(Category.BAG).toBytes();
    private static final String RAW = "application/vnd.fashion-mnist";

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private ImageDriver driver;

    @BeforeEach
    void open(@TempDir Path stateDir) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            boolean known = exchange.getRequestURI().getPath().endsWith("bag");
            byte[] answer = known ? BAG : new byte[] {1};
            exchange.getResponseHeaders().set("Content-Type", RAW);
            exchange.sendResponseHeaders(known ? 200 : 404, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        driver = new ImageDriver(
                stateDir,
                Duration.ofHours(1),
                SENT,
                Map.of("dataref.prefixes", url("/p/"), "dataref.networks", "127.0.0.0/8"));
    }

    @AfterEach
    void close() {
        driver.close();
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private InputRecord referring(String id, String path) {
        return binary(id).value((byte[]) null).with("ce_dataref", url(path));
    }

    private ImageDriver.Written send(InputRecord record) {
        return driver.send(record.key(), record.value(), record.headers(), SENT);
    }

    @Test
    void theImageBehindAReferenceIsLabelledInBinaryAndInStructuredMode() {
        String member = "\"dataref\":\"" + url("/p/bag") + "\"";

        assertThat(send(referring("e1", "/p/bag")).label().category()).isEqualTo(Category.BAG);
        assertThat(send(referring("e2", "/p/bag").value(new byte[0])).label().category())
                .isEqualTo(Category.BAG);
        assertThat(send(json("e3", member)).label().imageEventId()).isEqualTo("e3");
    }

    @Test
    void theTypeThatTheServerStatesCountsWhereTheEventStatesNone() {
        assertThat(send(referring("e1", "/p/bag").without("content-type")).labels())
                .hasSize(1);
        assertThat(send(referring("e2", "/p/bag").without("content-type").with("content-type", "image/png"))
                        .rejection()
                        .reason())
                .isEqualTo(RejectionReason.CORRUPT);
    }

    @Test
    void anEventThatHasItsDataIsNotFetched() {
        assertThat(send(binary("e1").with("ce_dataref", url("/p/none"))).labels())
                .hasSize(1);
        assertThat(requests).hasValue(0);
    }

    @Test
    void whatCannotBeFetchedIsRejectedWithTheRecordAsItCame() {
        ImageDriver.Written written = send(referring("e1", "/p/none"));

        assertThat(written.rejection().reason()).isEqualTo(RejectionReason.UNREACHABLE);
        assertThat(written.rejection().imageEventId()).isEqualTo("e1");
        assertThat(written.rejections().get(0).value()).isNull();
        assertThat(written.rejections()
                        .get(0)
                        .headers()
                        .lastHeader("ce_dataref")
                        .value())
                .asString(UTF_8)
                .isEqualTo(url("/p/none"));
        assertThat(send(referring("e2", "/q/bag")).rejection().reason()).isEqualTo(RejectionReason.FORBIDDEN_REFERENCE);
    }

    @Test
    void aRejectedReferenceThatIsSentAgainByReplayIsFetchedAgain() {
        send(referring("e1", "/p/none"));

        assertThat(send(referring("e1", "/p/none")).answers()).isZero();
        assertThat(send(referring("e1", "/p/none").with("replayed-from", "product-images/0/0"))
                        .rejections())
                .hasSize(1);
    }

    @Test
    void oneEventIdWithTwoReferencesIsTwoImages() {
        send(referring("e1", "/p/bag"));

        assertThat(send(referring("e1", "/p/other/bag")).rejection().detail()).contains("an event id of its own");
        assertThat(send(referring("e1", "/p/bag")).answers()).isZero();
    }

    @Test
    void aRecordWithoutValueAndReferenceIsStillARemoval() {
        ImageDriver.Written removal = send(binary("e1").value((byte[]) null));

        assertThat(removal.answers()).isZero();
    }
}
