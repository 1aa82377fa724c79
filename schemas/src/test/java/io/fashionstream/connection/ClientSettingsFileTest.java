package io.fashionstream.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSettingsFileTest {
    @TempDir
    Path folder;

    @Test
    void everyLineBecomesAClientSettingAndNoneIsShown() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_SSL\nsasl.jaas.config=Login required password=\"s3cret\";\n");

        Map<String, String> settings = ClientSettingsFile.read(file);
        KafkaConnection connection = new KafkaConnection("localhost:9092", settings);

        assertThat(connection.with(Map.of("client.id", "x")))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "Login required password=\"s3cret\";")
                .containsEntry("client.id", "x");
        assertThat(connection.toString()).contains("sasl.jaas.config").doesNotContain("s3cret");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> ClientSettingsFile.read(folder.resolve("none")))
                .hasMessageContaining("expected a Kafka client properties file, found none at " + folder);
    }

    @Test
    void aMalformedFileIsNamedWithoutItsContent() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "password=s3cret\\u00zz");

        assertThatThrownBy(() -> ClientSettingsFile.read(file))
                .hasMessageContaining("not a properties file")
                .hasMessageNotContaining("s3cret");
    }
}
