package io.fashionstream.stream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.Precision;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.endpoint.EndpointServer.Part;
import io.fashionstream.stream.testing.TestModels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelEndpointTest {
    private static final String RAW = "application/vnd.fashion-mnist";
    private static final String FORM = "multipart/form-data; boundary=" + EndpointServer.BOUNDARY;
    private static final ModelArtifact MODEL = TestModels.artifact("one");
    private static final ImageTensor BAG = TestModels.image(Category.BAG);
    private static final EndpointSettings.Limits LIMITS =
            new EndpointSettings.Limits(1, 100, 8, 3, 200_000, Duration.ofSeconds(10));

    private final EndpointServer server = new EndpointServer(LIMITS);
    private final ObjectMapper json = new ObjectMapper();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void onePictureIsAnsweredWithAValueOfImageLabels() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        HttpResponse<String> answer = server.post("label?productId=sku-1&imageId=front", "image/png", png(BAG));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        ImageLabel label =
                JsonCodec.of(PayloadTypes.IMAGE_LABEL).read(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(label.category()).isEqualTo(Category.BAG);
        assertThat(label.probabilities()).hasSize(10);
        assertThat(label.modelId()).isEqualTo(MODEL.modelId());
        assertThat(label.precision()).isEqualTo(Precision.FP32);
        assertThat(label.batchImages()).isEqualTo(1);
        assertThat(label.productId()).isEqualTo("sku-1");
        assertThat(label.imageId()).isEqualTo("front");
    }

    @Test
    void withoutATypeTheBytesTellAndWithoutNamesThePictureHasOnesOfItsOwn() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        HttpResponse<String> answer =
                EndpointServer.send(HttpRequest.newBuilder(server.address().resolve("label"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(BAG.toBytes())));

        JsonNode label = json.readTree(answer.body());
        assertThat(label.get("category").asText()).isEqualTo("BAG");
        assertThat(label.get("imageId")).isEqualTo(label.get("imageEventId")).isEqualTo(label.get("productId"));
        assertThat(label.has("pixels")).isFalse();
        assertThat(label.has("explanation")).isFalse();
    }

    @Test
    void thePixelsThatTheNetworkSawAreInTheAnswerIfTheyAreAskedFor() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        HttpResponse<String> answer = server.post("label?pixels=true", RAW, BAG.toBytes());

        assertThat(Base64.getDecoder()
                        .decode(json.readTree(answer.body()).get("pixels").asText()))
                .isEqualTo(BAG.toBytes());
    }

    @Test
    void anExplanationShowsWhereTheNetworkLooked() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        JsonNode explanation = json.readTree(
                        server.post("label?explain=true", RAW, BAG.toBytes()).body())
                .get("explanation");

        assertThat(explanation.get("method").asText()).isEqualTo("occlusion");
        assertThat(explanation.get("patchPixels").asInt()).isEqualTo(4);
        JsonNode heat = explanation.get("heat");
        assertThat(heat).hasSize(28).allSatisfy(row -> assertThat(row).hasSize(28));
        // The band of a bag is pixel 624 to 701, from row 22 on; the network looks at nothing else that is lit.
        assertThat(heat.get(23).get(14).asDouble()).isPositive();
        assertThat(heat.get(10).get(14).asDouble()).isZero();
    }

    @Test
    void aRejectionSaysWhyAsInRejectedImages() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);
        byte[] cut = Arrays.copyOf(png(BAG), 60);

        HttpResponse<String> answer = server.post("label?imageId=front", "image/png", cut);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("reason").asText()).isEqualTo("TRUNCATED");
        assertThat(problem.get("detail").asText()).contains("expected");
        assertThat(problem.get("status").asInt()).isEqualTo(422);
        assertThat(problem.get("imageId").asText()).isEqualTo("front");
        assertThat(problem.get("modelId").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/gif", "image/avif", "application/octet-stream"})
    void anEmptyBodyIsNoPicture(String type) throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        HttpResponse<String> answer = server.post("label", type, new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json.readTree(answer.body()).get("reason").asText()).isEqualTo("EMPTY");
    }

    @Test
    void whatTheNetworkCannotAnswerIsRejectedByItself() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        HttpResponse<String> answer =
                server.post("label", RAW, TestModels.poison().toBytes());

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.get("reason").asText()).isEqualTo("UNCLASSIFIABLE");
        assertThat(problem.get("modelId").asText()).isEqualTo(MODEL.modelId());
    }

    @Test
    void ofSeveralPartsEachHasItsOwnAnswerInOrder() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);
        byte[] body = EndpointServer.parts(
                new Part("bag.png", "image/png", png(BAG)),
                new Part("cut.png", "image/png", Arrays.copyOf(png(BAG), 60)),
                new Part("", RAW, TestModels.image(Category.SANDAL).toBytes()));

        HttpResponse<String> answer = server.post("label", FORM, body);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode answers = json.readTree(answer.body()).get("answers");
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0).at("/label/category").asText()).isEqualTo("BAG");
        assertThat(answers.get(0).at("/label/imageId").asText()).isEqualTo("bag.png");
        assertThat(answers.get(1).get("status").asInt()).isEqualTo(422);
        assertThat(answers.get(1).at("/problem/reason").asText()).isEqualTo("TRUNCATED");
        assertThat(answers.get(2).at("/label/category").asText()).isEqualTo("SANDAL");
        assertThat(server.metrics())
                .contains("fashion_stream_http_label_images_total{outcome=\"labelled\"} 2.0")
                .contains("fashion_stream_http_label_images_total{outcome=\"rejected\"} 1.0")
                .contains("fashion_stream_http_label_requests_total{path=\"/label\",status=\"200\"} 1.0");
    }

    @Test
    void aLargePartStaysInMemoryAndIsOnePicture() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);
        byte[] large = Arrays.copyOf(png(BAG), 150_000);

        HttpResponse<String> answer =
                server.post("label", FORM, EndpointServer.parts(new Part("large.png", "image/png", large)));

        assertThat(json.readTree(answer.body()).at("/answers/0/label/category").asText())
                .isEqualTo("BAG");
    }

    @Test
    void moreThanTheAllowedPicturesOrBytesAreTooMany() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);
        Part part = new Part("", RAW, BAG.toBytes());

        assertThat(server.post("label", FORM, EndpointServer.parts(part, part, part, part))
                        .statusCode())
                .isEqualTo(413);
        assertThat(server.post("label", "image/png", new byte[200_001]).statusCode())
                .isEqualTo(413);
    }

    @Test
    void aBodyThatHasNoPartsOrIsCutIsWrong() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);
        byte[] whole = EndpointServer.parts(new Part("", RAW, BAG.toBytes()));

        for (byte[] body : new byte[][] {
            new byte[0], "--between--\r\n".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length - 20)
        }) {
            HttpResponse<String> answer = server.post("label", FORM, body);

            assertThat(answer.statusCode())
                    .as(new String(body, StandardCharsets.ISO_8859_1))
                    .isEqualTo(400);
            assertThat(json.readTree(answer.body()).get("detail").asText()).startsWith("expected");
        }
        assertThat(server.post("label", "multipart/form-data", whole).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/x-www-form-urlencoded"})
    void otherTypesAreNotTaken(String type) throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        HttpResponse<String> answer = server.post("label", type, BAG.toBytes());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("accept-post").orElse("")).contains("image/png");
    }

    @Test
    void wrongParametersAndMethodsAreNamed() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        assertThat(server.post("label?explain=yes", RAW, BAG.toBytes()).body())
                .contains("\"status\":400", "expected the parameter explain to be true or false");
        assertThat(server.post("label?explian=true", RAW, BAG.toBytes()).body())
                .contains("\"status\":400", "[explain, imageId, pixels, productId]");
        assertThat(server.get("label").statusCode()).isEqualTo(405);
        assertThat(server.get("label").headers().firstValue("allow")).contains("POST");
        assertThat(server.get("label").headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void allMetricsAreThereBeforeTheFirstRequest() {
        assertThat(server.metrics())
                .contains("fashion_stream_http_label_requests_total{path=\"/label\",status=\"200\"} 0.0")
                .contains("fashion_stream_http_label_requests_total{path=\"/v2\",status=\"200\"} 0.0")
                .contains("fashion_stream_http_label_time_seconds_count 0")
                .contains("fashion_stream_http_label_images_total{outcome=\"rejected\"} 0.0");
    }

    @Test
    void withoutAModelItSaysSo() throws Exception {
        HttpResponse<String> answer = server.post("label", RAW, BAG.toBytes());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("5");
        assertThat(answer.body()).contains("no model serves here yet");
    }

    @Test
    void aPageFromElsewhereIsRefusedBeforeItsBodyIsRead() throws Exception {
        server.serve(ModelAlias.CHAMPION, MODEL);

        HttpResponse<String> answer =
                EndpointServer.send(HttpRequest.newBuilder(server.address().resolve("label"))
                        .header("Origin", "http://evil.example")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(BAG.toBytes())));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private static byte[] png(ImageTensor image) throws IOException {
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, 28, 28, image.toBytes());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
