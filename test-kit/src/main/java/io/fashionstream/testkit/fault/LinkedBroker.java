package io.fashionstream.testkit.fault;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.testkit.broker.BrokerListener;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import io.fashionstream.testkit.broker.NetworkLink;
import java.nio.file.Path;
import java.util.List;

/**
 * A broker with two addresses, one of which leads over a {@link NetworkLink} that can be cut. It can be stopped, and started
 * again on the same port and data. Driven by one thread.
 */
public final class LinkedBroker implements AutoCloseable {
    private final NetworkLink link;
    private EmbeddedKafka kafka;

    private LinkedBroker(NetworkLink link, EmbeddedKafka kafka) {
        this.link = link;
        this.kafka = kafka;
    }

    public static LinkedBroker start(Path directory) {
        BrokerListener linked = BrokerListener.behindALink("LINKED");
        NetworkLink link = NetworkLink.start(linked.advertisedPort(), linked.port());
        return new LinkedBroker(link, EmbeddedKafka.start(directory, 0, List.of(linked), FaultRun.brokerSettings()));
    }

    public EmbeddedKafka kafka() {
        return kafka;
    }

    public NetworkLink link() {
        return link;
    }

    /** How a client connects over the link. */
    public KafkaConnection linked() {
        return KafkaConnection.to("127.0.0.1:" + link.port());
    }

    void stop() {
        kafka.close();
    }

    void start() {
        kafka = kafka.startAgain();
    }

    @Override
    public void close() {
        kafka.close();
        link.close();
    }
}
