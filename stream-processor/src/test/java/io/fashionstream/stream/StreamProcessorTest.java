package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fashionstream.stream.http.AddressUnavailable;
import io.fashionstream.stream.settings.ProcessorSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamProcessorTest {
    /** Port 9 takes no connections. */
    private static final String NOBODY = "localhost:9";

    @TempDir
    private Path folder;

    @Test
    void withoutABrokerItKeepsTryingLiveButNotReadyAndShowsItsPage() throws Exception {
        try (StreamProcessor processor = new StreamProcessor(settings(Map.of())).start()) {
            assertThat(processor.state()).isEqualTo(ProcessorState.WAITING_FOR_BROKER);
            assertThat(processor.isLive()).isTrue();
            assertThat(processor.awaitReady(Duration.ofMillis(50))).isFalse();
            assertThat(get(processor, "health/live").body()).isEqualTo("WAITING_FOR_BROKER\n");
            assertThat(get(processor, "health/ready").statusCode()).isEqualTo(503);
            assertThat(get(processor, "").body()).startsWith("<!doctype html>");
            assertThat(get(processor, "state.json").body())
                    .contains("\"state\":\"WAITING_FOR_BROKER\"", "\"models\":[]", "\"labelled\":0");
            assertThat(get(processor, "label").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void closingItBeforeItIsUpEndsItAndClosingTwiceIsHarmless() throws InterruptedException {
        StreamProcessor processor = new StreamProcessor(settings(Map.of())).start();

        processor.close();
        processor.close();

        assertThat(processor.state()).isEqualTo(ProcessorState.CLOSED);
        assertThat(processor.awaitEnd(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void aTakenPortIsSaidAtOnce() {
        try (StreamProcessor first = new StreamProcessor(settings(Map.of()))) {
            String port = String.valueOf(first.address().getPort());

            assertThatThrownBy(() -> new StreamProcessor(settings(Map.of("http.port", port))))
                    .isInstanceOf(AddressUnavailable.class)
                    .hasMessageContaining("http.port=" + port);
        }
    }

    @Test
    void itsPortIsForThisMachineOnlyUnlessToldOtherwise() throws Exception {
        Optional<InetAddress> outer = outerAddress();
        assumeTrue(outer.isPresent(), "this machine has no address but the loopback one");

        try (StreamProcessor byDefault = new StreamProcessor(settings(Map.of())).start();
                StreamProcessor open = new StreamProcessor(settings(Map.of("http.host", "0.0.0.0"))).start()) {
            assertThat(answers(InetAddress.getLoopbackAddress(), byDefault)).isTrue();
            assertThat(answers(outer.orElseThrow(), byDefault)).isFalse();
            assertThat(answers(outer.orElseThrow(), open)).isTrue();
        }
    }

    /** An address of this machine that others may reach it by. */
    private static Optional<InetAddress> outerAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }

    private static boolean answers(InetAddress address, StreamProcessor processor) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, processor.address().getPort()), 5_000);
            return true;
        } catch (ConnectException refused) {
            return false;
        }
    }

    private ProcessorSettings settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", NOBODY);
        settings.put("state.dir", folder.toString());
        settings.put("http.port", "0");
        settings.putAll(more);
        return ProcessorSettings.of(settings);
    }

    private static HttpResponse<String> get(StreamProcessor processor, String page) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(processor.address().resolve(page))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
