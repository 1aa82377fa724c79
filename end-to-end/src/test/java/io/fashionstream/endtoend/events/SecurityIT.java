package io.fashionstream.endtoend.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.ProcessorFailure;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.testkit.catalogue.EncodedImages;
import io.fashionstream.trainer.command.TrainerMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One file of client settings opens a secured broker to every client; a wrong one is explained, and secrets stay secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String WRONG = "wrong-horse-battery-staple";
    private static final String[] SECRETS = {SecuredBroker.PASSWORD, SecuredBroker.KEYSTORE_PASSWORD, WRONG};

    @TempDir
    Path folder;

    private SecuredBroker broker;

    @BeforeAll
    void start(@TempDir Path brokerFolder) throws Exception {
        broker = SecuredBroker.start(brokerFolder);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SASL_PLAINTEXT", "SASL_SSL"})
    void oneFileOpensTheBrokerToEveryClient(String protocol) throws Exception {
        Client client = client(protocol, SecuredBroker.PASSWORD);
        byte[] bag = EncodedImages.png(new ImageTensor(new byte[ImageTensor.PIXELS]));
        Files.write(folder.resolve("good.png"), bag);
        Files.write(folder.resolve("broken.png"), Arrays.copyOf(bag, 40));

        try (LogLines log = LogLines.open()) {
            assertThat(client.run("topics", "--partitions", "2").exitCode()).isZero();
            client.publishAModel();
            try (StreamProcessor processor = new StreamProcessor(client.processorSettings()).start()) {
                assertThat(processor.awaitReady(LONG)).isTrue();
                assertThat(client.run(
                                        "send",
                                        folder.resolve("good.png").toString(),
                                        folder.resolve("broken.png").toString())
                                .exitCode())
                        .isZero();
                assertThat(client.run("watch", "labels", "--from-beginning", "--count", "1")
                                .out())
                        .contains("good.png");
                assertThat(client.run("watch", "rejections", "--from-beginning", "--count", "1")
                                .out())
                        .contains("TRUNCATED");
                assertThat(client.run("replay", "--all").out()).contains("1 rejected again");
            }
            assertThat(client.said()).doesNotContain(SECRETS);
            assertThat(log.lines())
                    .hasSizeGreaterThan(10)
                    .allSatisfy(line -> assertThat(line).doesNotContain(SECRETS));
        }
    }

    @Test
    void aWrongPasswordIsNamedAsSuchByEveryClientAndRepeatedByNone() throws Exception {
        Client client = client("SASL_PLAINTEXT", WRONG);
        TestTopics.create(broker.plain(), client.topics, 1);
        Path image = Files.write(folder.resolve("any.png"), new byte[1]);

        try (LogLines log = LogLines.open()) {
            for (String command : List.of("topics", "send " + image, "watch labels", "replay --all")) {
                CommandRun run = client.run(command.split(" ", -1));
                assertThat(run.exitCode()).as(command).isNotZero();
                assertThat(run.err())
                        .as(command)
                        .contains("Authentication failed: Invalid username or password")
                        .contains(client.address.bootstrapServers());
            }
            assertThat(client.trainer("releases")).isNotZero();
            assertThat(client.said()).contains("Authentication failed");
            try (StreamProcessor processor = new StreamProcessor(client.processorSettings()).start()) {
                assertThatThrownBy(() -> processor.awaitEnd(LONG))
                        .isInstanceOf(ProcessorFailure.class)
                        .hasMessageContaining("Authentication failed: Invalid username or password")
                        .hasMessageContaining(client.address.bootstrapServers());
                assertThat(processor.isLive()).isFalse();
            }
            assertThat(client.said()).doesNotContain(SECRETS);
            assertThat(log.lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).doesNotContain(SECRETS));
        }
    }

    private Client client(String protocol, String password) throws Exception {
        String name = protocol.toLowerCase(Locale.ROOT) + "-" + password.length() + ".";
        Path file = broker.clientSettings(protocol, password, folder.resolve(name + "properties"));
        return new Client(broker.address(protocol), file, new Topics(name), folder.resolve(name + "state"));
    }

    /** Whoever has the file. */
    private static final class Client {
        private final KafkaConnection address;
        private final Path file;
        private final Topics topics;
        private final Path stateDir;
        private final StringWriter said = new StringWriter();

        Client(KafkaConnection address, Path file, Topics topics, Path stateDir) {
            this.address = address;
            this.file = file;
            this.topics = topics;
            this.stateDir = stateDir;
        }

        CommandRun run(String... arguments) {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--client-settings", file.toString()));
            CommandRun run = CommandRun.of(address, topics, all.toArray(String[]::new));
            said.append(run.out()).append(run.err());
            return run;
        }

        int trainer(String... arguments) {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("-b", address.bootstrapServers(), "--topic-prefix", topics.prefix()));
            all.addAll(List.of("--client-settings", file.toString()));
            PrintWriter out = new PrintWriter(said, true);
            return TrainerMain.commandLine().setOut(out).setErr(out).execute(all.toArray(String[]::new));
        }

        void publishAModel() throws IOException {
            Path zip = Files.createTempDirectory(file.getParent(), "model").resolve("bands.zip");
            BandModels.numbered(1).writeZip(zip);
            assertThat(trainer("publish", zip.toString(), "--force", "--reason", "a test"))
                    .as(said.toString())
                    .isZero();
        }

        ProcessorSettings processorSettings() {
            return ProcessorSettings.of(Map.of(
                    "bootstrap.servers", address.bootstrapServers(),
                    "client.settings", file.toString(),
                    "topic.prefix", topics.prefix(),
                    "application.id", topics.prefix() + "app",
                    "state.dir", stateDir.toString(),
                    "http.port", "0"));
        }

        String said() {
            return said.toString();
        }
    }
}
