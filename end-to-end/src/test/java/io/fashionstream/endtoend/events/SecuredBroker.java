package io.fashionstream.endtoend.events;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.testkit.broker.BrokerListener;
import io.fashionstream.testkit.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets nobody in without a password: {@code SASL_PLAINTEXT}, and {@code SASL_SSL} with a certificate of its own. */
final class SecuredBroker implements AutoCloseable {
    static final String PASSWORD = "correct-horse-battery-staple";
    static final String KEYSTORE_PASSWORD = "staple-battery-horse";

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final Path keystore;
    private final List<BrokerListener> listeners;
    private final EmbeddedKafka broker;

    private SecuredBroker(Path keystore, List<BrokerListener> listeners, EmbeddedKafka broker) {
        this.keystore = keystore;
        this.listeners = listeners;
        this.broker = broker;
    }

    static SecuredBroker start(Path directory) throws IOException, InterruptedException {
        Path keystore = directory.resolve("broker.p12");
        createKeystore(keystore);
        Map<String, String> sasl = Map.of(
                "sasl.enabled.mechanisms",
                "PLAIN",
                "plain.sasl.jaas.config",
                LOGIN + "user_catalogue=\"" + PASSWORD + "\";");
        Map<String, String> both = new HashMap<>(sasl);
        both.put("ssl.keystore.location", keystore.toString());
        both.put("ssl.keystore.password", KEYSTORE_PASSWORD);
        both.put("ssl.keystore.type", "PKCS12");
        List<BrokerListener> listeners = List.of(
                BrokerListener.secured("PASSWORD", "SASL_PLAINTEXT", sasl),
                BrokerListener.secured("ENCRYPTED", "SASL_SSL", both));
        return new SecuredBroker(
                keystore, listeners, EmbeddedKafka.start(directory.resolve("kafka"), 0, listeners, Map.of()));
    }

    /** The way in that speaks {@code protocol}, without the settings that open it. */
    KafkaConnection address(String protocol) {
        return listeners.stream()
                .filter(listener -> listener.protocol().equals(protocol))
                .map(listener -> KafkaConnection.to("127.0.0.1:" + listener.port()))
                .findFirst()
                .orElseThrow();
    }

    /** The plain way in, for the test's own use. */
    KafkaConnection plain() {
        return broker.connection();
    }

    /** Writes a file of client settings as Kafka's own tools take them. */
    Path clientSettings(String protocol, String password, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "security.protocol=" + protocol,
                "sasl.mechanism=PLAIN",
                "sasl.jaas.config=" + LOGIN + "username=\"catalogue\" password=\"" + password + "\";"));
        if (protocol.equals("SASL_SSL")) {
            lines.add("ssl.truststore.location=" + keystore);
            lines.add("ssl.truststore.password=" + KEYSTORE_PASSWORD);
            lines.add("ssl.truststore.type=PKCS12");
        }
        return Files.write(file, lines);
    }

    @Override
    public void close() {
        broker.close();
    }

    private static void createKeystore(Path file) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        KEYSTORE_PASSWORD,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
    }
}
