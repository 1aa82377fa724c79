package io.fashionstream.stream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.event.Category;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.stream.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port as curl uses it: its forms, its headers, and bodies that it announces before it sends them. */
class CurlTest {
    private final EndpointServer server = new EndpointServer();

    @TempDir
    private Path folder;

    private Path bag;
    private Path sandal;

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "command -v curl").start().waitFor() == 0,
                "Skipped: curl is needed, and not on the PATH (Debian's package curl)");
        server.serve(ModelAlias.CHAMPION, TestModels.artifact("one"));
        bag = Files.write(
                folder.resolve("bag.raw"), TestModels.image(Category.BAG).toBytes());
        sandal = Files.write(
                folder.resolve("sandal.raw"), TestModels.image(Category.SANDAL).toBytes());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void onePictureIsABodyOfBytes() throws Exception {
        JsonNode label = curl("label", "-H", "Content-Type: application/octet-stream", "--data-binary", "@" + bag);

        assertThat(label.get("category").asText()).isEqualTo("BAG");
    }

    @Test
    void severalPicturesAreAForm() throws Exception {
        JsonNode answers = curl("label", "-F", "a=@" + bag, "-F", "b=@" + sandal, "-F", "c=no picture")
                .get("answers");

        assertThat(answers).hasSize(3);
        assertThat(answers.at("/0/label/category").asText()).isEqualTo("BAG");
        assertThat(answers.at("/1/label/imageId").asText()).isEqualTo("sandal.raw");
        assertThat(answers.at("/2/problem/reason").asText()).isEqualTo("UNSUPPORTED_TYPE");
    }

    @Test
    void aBodyThatIsTooLongIsRefusedBeforeItIsSent() throws Exception {
        Path large = Files.write(folder.resolve("large"), new byte[5 << 20]);

        JsonNode problem = curl("label", "-H", "Content-Type: image/png", "-T", large.toString(), "-X", "POST");

        assertThat(problem.get("status").asInt()).isEqualTo(413);
    }

    @Test
    void anInferenceIsJson() throws Exception {
        String request =
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"BYTES\", \"shape\": [1], \"data\": [\"%s\"]}]}"
                        .formatted(Base64.getEncoder().encodeToString(Files.readAllBytes(bag)));

        JsonNode answer = curl("v2/models/champion/infer", "-H", "Content-Type: application/json", "-d", request);

        assertThat(answer.at("/outputs/0/data/0").asText()).isEqualTo("BAG");
    }

    private JsonNode curl(String path, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "20"));
        command.addAll(List.of(arguments));
        command.add(server.address().resolve(path).toString());
        Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new ObjectMapper().readTree(curl.getInputStream().readAllBytes());
    }
}
