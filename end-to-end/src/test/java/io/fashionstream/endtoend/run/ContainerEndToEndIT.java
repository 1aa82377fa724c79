package io.fashionstream.endtoend.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fashionstream.connection.KafkaConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** On the broker that people deploy, in a container; reported as skipped where no Docker engine answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerEndToEndIT extends EndToEnd {
    private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.3.1");

    private final KafkaContainer broker = new KafkaContainer(IMAGE);

    @BeforeAll
    void startBroker() {
        assumeTrue(dockerAnswers(), "no Docker engine answers: the end-to-end test against " + IMAGE + " is skipped");
        broker.start();
    }

    @AfterAll
    void stopBroker() {
        broker.stop();
    }

    /** Testcontainers throws where it finds an engine that it cannot use. */
    private static boolean dockerAnswers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    KafkaConnection connection() {
        return KafkaConnection.to(broker.getBootstrapServers());
    }
}
