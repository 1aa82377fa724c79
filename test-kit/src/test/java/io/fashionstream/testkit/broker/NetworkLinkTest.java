package io.fashionstream.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class NetworkLinkTest {
    private static final int LONG_ENOUGH_TO_ARRIVE_MILLIS = 300;

    @Test
    void whileItIsCutNothingPassesAndNothingIsLost() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                NetworkLink link = NetworkLink.start(LoopbackPorts.free(), server.getLocalPort());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), link.port());
                Socket accepted = server.accept()) {
            InputStream arriving = accepted.getInputStream();
            client.getOutputStream().write(1);
            assertThat(arriving.read()).isEqualTo(1);

            link.cut();
            client.getOutputStream().write(2);
            accepted.setSoTimeout(LONG_ENOUGH_TO_ARRIVE_MILLIS);
            assertThatThrownBy(arriving::read).isInstanceOf(SocketTimeoutException.class);
            accepted.setSoTimeout(0);
            link.mend();

            assertThat(arriving.read()).isEqualTo(2);
            accepted.getOutputStream().write(3);
            assertThat(client.getInputStream().read()).isEqualTo(3);
        }
    }

    @Test
    void whenOneSideHangsUpTheOtherIsTold() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                NetworkLink link = NetworkLink.start(LoopbackPorts.free(), server.getLocalPort());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
            server.accept().close();

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }
}
