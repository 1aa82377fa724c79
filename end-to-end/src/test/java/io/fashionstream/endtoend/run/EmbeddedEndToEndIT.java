package io.fashionstream.endtoend.run;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** On the broker that the quickstart has. */
class EmbeddedEndToEndIT extends EndToEnd {
    private EmbeddedKafka broker;

    @BeforeEach
    void startBroker(@TempDir Path directory) {
        broker = EmbeddedKafka.start(directory);
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Override
    KafkaConnection connection() {
        return broker.connection();
    }
}
