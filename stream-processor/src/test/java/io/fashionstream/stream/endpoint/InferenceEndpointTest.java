package io.fashionstream.stream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.testing.TestModels;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceEndpointTest {
    private static final ModelArtifact MODEL = TestModels.artifact("one");
    private static final ModelArtifact OTHER = TestModels.artifact("other");
    private static final ImageTensor BAG = TestModels.image(Category.BAG);
    private static final String CHAMPION = "v2/models/champion";

    private final EndpointServer server = new EndpointServer();
    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void serve() {
        server.serve(ModelAlias.CHAMPION, MODEL);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theServerSaysWhatItIsAndThatItIsAliveAndReady() throws Exception {
        assertThat(json.readTree(server.get("v2").body()).at("/extensions/0").asText())
                .isEqualTo("binary_tensor_data");
        assertThat(server.get("v2/health/live").body()).isEqualTo("{\"live\":true}");
        assertThat(server.get("v2/health/ready").statusCode()).isEqualTo(200);
        try (EndpointServer empty = new EndpointServer()) {
            assertThat(empty.get("v2/health/live").statusCode()).isEqualTo(200);
            assertThat(empty.get("v2/health/ready").statusCode()).isEqualTo(503);
            assertThat(empty.get(CHAMPION).statusCode()).isEqualTo(503);
            assertThat(empty.post(CHAMPION + "/infer", "application/json", bytes("{}"))
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void aModelIsNamedByItsAliasAndItsVersionIsItsId() throws Exception {
        JsonNode metadata = json.readTree(server.get(CHAMPION).body());

        assertThat(metadata.get("name").asText()).isEqualTo("champion");
        assertThat(metadata.at("/versions/0").asText()).isEqualTo(MODEL.modelId());
        assertThat(metadata.at("/inputs/0").toString())
                .isEqualTo("{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[-1,1,28,28]}");
        assertThat(metadata.at("/outputs/1").toString())
                .isEqualTo("{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,10]}");
        assertThat(metadata.at("/parameters/classes").asText()).startsWith("T_SHIRT_TOP,TROUSER,");
        assertThat(server.get(CHAMPION + "/versions/" + MODEL.modelId()).statusCode())
                .isEqualTo(200);
        assertThat(server.get(CHAMPION + "/versions/1").statusCode()).isEqualTo(404);
        assertThat(server.get(CHAMPION + "/ready").body()).isEqualTo("{\"name\":\"champion\",\"ready\":true}");
        assertThat(server.get(CHAMPION + "/versions/1/ready").statusCode()).isEqualTo(503);
        assertThat(server.get("v2/models/challenger/ready").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v2/models/",
                "v2/models/resnet",
                "v2/models/champion/predict",
                "v2/repository",
                "v2/models/champion/infer/x"
            })
    void whatThereIsNotIsNotFoundAndTheErrorIsAText(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json.readTree(answer.body()).get("error").asText()).startsWith("expected");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    }

    @ParameterizedTest
    @CsvSource({"UINT8, '[2,28,28]', 1", "UINT8, '[2,1,28,28]', 1", "UINT8, '[2,784]', 1", "FP32, '[2,1,28,28]', 255"})
    void pixelsAreLabelledInTheirOrder(String datatype, String shape, double divisor) throws Exception {
        String data = numbers(BAG, divisor) + "," + numbers(TestModels.image(Category.SANDAL), divisor);

        JsonNode answer = infer("""
                {"id": "r-1", "inputs": [{"name": "images", "datatype": "%s", "shape": %s, "data": [%s]}]}""".formatted(datatype, shape, data));

        assertThat(answer.get("model_name").asText()).isEqualTo("champion");
        assertThat(answer.get("model_version").asText()).isEqualTo(MODEL.modelId());
        assertThat(answer.get("id").asText()).isEqualTo("r-1");
        assertThat(answer.at("/outputs/0").toString())
                .isEqualTo("{\"name\":\"label\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"BAG\",\"SANDAL\"]}");
        JsonNode probabilities = answer.at("/outputs/1");
        assertThat(probabilities.get("shape").toString()).isEqualTo("[2,10]");
        assertThat(probabilities.get("data")).hasSize(20);
        assertThat(probabilities.get("data").get(8).asDouble()).isGreaterThan(0.9);
        assertThat(probabilities.get("data").get(15).asDouble()).isGreaterThan(0.9);
        assertThat(answer.at("/outputs/2/datatype").asText()).isEqualTo("BOOL");
    }

    @Test
    void nestedDataAndOnlyTheWantedOutputsWork() throws Exception {
        String rows = IntStream.range(0, 28)
                .mapToObj(y -> IntStream.range(0, 28)
                        .mapToObj(x -> String.valueOf(BAG.pixel(x, y)))
                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[[", "]]"));

        JsonNode answer = infer("""
                {"inputs": [{"name": "images", "datatype": "UINT8", "shape": [1,28,28], "data": %s}],
                 "outputs": [{"name": "label"}]}""".formatted(rows));

        assertThat(answer.get("outputs")).hasSize(1);
        assertThat(answer.at("/outputs/0/data/0").asText()).isEqualTo("BAG");
    }

    @Test
    void encodedPicturesAreLabelledToo() throws Exception {
        JsonNode answer = infer("""
                {"inputs": [{"name": "images", "datatype": "BYTES", "shape": [1], "data": ["%s"]}]}""".formatted(Base64.getEncoder().encodeToString(BAG.toBytes())));

        assertThat(answer.at("/outputs/0/data/0").asText()).isEqualTo("BAG");
    }

    @Test
    void tensorsMayLieBehindTheJsonInBothDirections() throws Exception {
        byte[] head = bytes("""
                {"inputs": [{"name": "images", "datatype": "BYTES", "shape": [2],
                  "parameters": {"binary_data_size": 1576}}],
                 "outputs": [{"name": "label", "parameters": {"binary_data": true}},
                  {"name": "probabilities", "parameters": {"binary_data": true}}, {"name": "uncertain"}]}""");
        ByteBuffer tensor = ByteBuffer.allocate(1_576).order(ByteOrder.LITTLE_ENDIAN);
        tensor.putInt(784)
                .put(BAG.toBytes())
                .putInt(784)
                .put(TestModels.image(Category.SANDAL).toBytes());

        HttpResponse<byte[]> answer = binary(head, tensor.array());

        assertThat(answer.headers().firstValue("content-type")).contains("application/octet-stream");
        int length = Integer.parseInt(
                answer.headers().firstValue("inference-header-content-length").orElseThrow());
        JsonNode outputs = json.readTree(answer.body(), 0, length).get("outputs");
        assertThat(outputs.at("/0/parameters/binary_data_size").asInt()).isEqualTo(4 + 3 + 4 + 6);
        assertThat(outputs.at("/2/data/0").asBoolean()).isFalse();
        ByteBuffer data = ByteBuffer.wrap(answer.body(), length, answer.body().length - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(data.getInt()).isEqualTo(3);
        data.position(length + 4 + 3 + 4 + 6 + 8 * Float.BYTES);
        assertThat(data.getFloat()).isGreaterThan(0.9f);
        assertThat(answer.body()).hasSize(length + 17 + 2 * 10 * Float.BYTES);
    }

    @Test
    void rawTensorsMayBeBinaryToo() throws Exception {
        ByteBuffer floats = ByteBuffer.allocate(784 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (byte pixel : BAG.toBytes()) {
            floats.putFloat(Byte.toUnsignedInt(pixel) / 255f);
        }
        for (byte[] tensor : new byte[][] {floats.array(), BAG.toBytes()}) {
            HttpResponse<byte[]> answer =
                    binary(bytes("""
                    {"inputs": [{"name": "images", "datatype": "%s", "shape": [1,1,28,28],
                      "parameters": {"binary_data_size": %d}}]}""".formatted(tensor.length == 784 ? "UINT8" : "FP32", tensor.length)), tensor);

            assertThat(json.readTree(answer.body()).at("/outputs/0/data/0").asText())
                    .isEqualTo("BAG");
        }
    }

    @Test
    void theChallengerAndAVersionCanBeAskedFor() throws Exception {
        server.serve(ModelAlias.CHALLENGER, OTHER);
        String request = """
                {"inputs": [{"name": "images", "datatype": "UINT8", "shape": [1,784], "data": [%s]}]}""".formatted(numbers(BAG, 1));

        assertThat(post("v2/models/challenger/infer", request).body()).contains(OTHER.modelId());
        assertThat(post(CHAMPION + "/versions/" + MODEL.modelId() + "/infer", request)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(CHAMPION + "/versions/" + OTHER.modelId() + "/infer", request)
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | 400 | expected a JSON object",
                "[] | 400 | expected a JSON object",
                "{} | 400 | expected one input with the name images",
                "{\"inputs\": [{\"name\": \"x\"}]} | 400 | expected one input",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"INT64\", \"shape\": [1,784], \"data\": []}]} | 400 | UINT8",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [1,27,28], \"data\": []}]} | 400 | UINT8",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [0,784], \"data\": []}]} | 400 | 1 to 16",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [17,784], \"data\": []}]} | 413 | 1 to 16",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [1,784], \"data\": [1]}]} | 400 | 784",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [1,784], \"data\": [\"a\"]}]} | 400 | 784",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [1,784]}]} | 400 | either data or",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"BYTES\", \"shape\": [1], \"data\": [\"%\"]}]} | 400 | Base64",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"BYTES\", \"shape\": [2], \"data\": [\"AAAA\"]}]} | 400 | got 1",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"BYTES\", \"shape\": [1], \"data\": [\"AAAA\"]}]} | 422 | image 0 of 1: UNSUPPORTED_TYPE",
                "{\"inputs\": [], \"outputs\": [{\"name\": \"x\"}]} | 400 | expected outputs of",
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", \"shape\": [1,784], \"parameters\": {\"binary_data_size\": 784}}]} | 400 | behind the JSON"
            })
    void whatIsWrongWithARequestIsSaid(String request, int status, String error) throws Exception {
        HttpResponse<String> answer = post(CHAMPION + "/infer", request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).get("error").asText()).contains(error);
    }

    @Test
    void numbersThatAreNoGrayLevelsAreRefused() throws Exception {
        for (String level : new String[] {"-1", "256", "1e99"}) {
            String data = IntStream.range(0, 784).mapToObj(i -> level).collect(Collectors.joining(","));

            assertThat(post(CHAMPION + "/infer", """
                            {"inputs": [{"name": "images", "datatype": "UINT8", "shape": [1,784], "data": [%s]}]}""".formatted(data)).body())
                    .contains("UINT8 of 0 to 255 or FP32 of 0 to 1");
        }
    }

    @Test
    void onlyJsonAndBytesAreTakenAndOnlyPosted() throws Exception {
        assertThat(server.post(CHAMPION + "/infer", "text/plain", bytes("{}")).statusCode())
                .isEqualTo(415);
        assertThat(server.get(CHAMPION + "/infer").statusCode()).isEqualTo(405);
        assertThat(post("v2/health/live", "{}").statusCode()).isEqualTo(405);
    }

    private JsonNode infer(String request) throws Exception {
        HttpResponse<String> answer = post(CHAMPION + "/infer", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String request) throws Exception {
        return server.post(path, "application/json", bytes(request));
    }

    private HttpResponse<byte[]> binary(byte[] head, byte[] tensors) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head);
        body.writeBytes(tensors);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address().resolve(CHAMPION + "/infer"))
                                .header("Inference-Header-Content-Length", String.valueOf(head.length))
                                .header("Content-Type", "application/octet-stream")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String numbers(ImageTensor image, double divisor) {
        return IntStream.range(0, ImageTensor.PIXELS)
                .mapToDouble(i -> image.pixel(i % 28, i / 28) / divisor)
                .mapToObj(divisor == 1 ? level -> String.valueOf((int) level) : String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
