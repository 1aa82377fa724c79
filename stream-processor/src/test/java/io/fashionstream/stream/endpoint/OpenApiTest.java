package io.fashionstream.stream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.endpoint.EndpointServer.Part;
import io.fashionstream.stream.testing.TestModels;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document that is served is one of OpenAPI 3.1, and what the server answers is what it says. */
class OpenApiTest {
    private static final String HOME = "https://fashion-stream.example/openapi.json";
    private static final ModelArtifact MODEL = TestModels.artifact("one");
    private static final ImageTensor BAG = TestModels.image(Category.BAG);
    private static final String RAW = "application/vnd.fashion-mnist";

    private final String document = new String(OpenApi.document(), StandardCharsets.UTF_8);
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(HOME, document)));
    private final ObjectMapper json = new ObjectMapper();
    private final EndpointServer server = new EndpointServer();

    @BeforeEach
    void serve() {
        server.serve(ModelAlias.CHAMPION, MODEL);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theServedDocumentIsOpenApi31WithoutAFault() throws Exception {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        SwaggerParseResult parsed =
                new OpenAPIV3Parser().readContents(server.get("openapi.json").body(), null, options);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(parsed.getOpenAPI().getPaths()).containsKeys("/label", "/v2/models/{model}/infer", "/metrics");
    }

    @Test
    void aFaultInTheDocumentWouldBeFound() {
        String broken = document.replace("\"operationId\"", "\"operationID\"");

        assertThat(new OpenAPIV3Parser()
                        .readContents(broken, null, new ParseOptions())
                        .getMessages())
                .isNotEmpty();
    }

    @Test
    void labelsProblemsAndFormsAreAsDescribed() throws Exception {
        check("/label", "post", server.post("label", RAW, BAG.toBytes()), 200);
        check("/label", "post", server.post("label?pixels=true&explain=true", RAW, BAG.toBytes()), 200);
        check("/label", "post", server.post("label", "image/png", new byte[1]), 422);
        check("/label", "post", server.post("label?x=1", RAW, BAG.toBytes()), 400);
        check("/label", "post", server.get("label"), 405);
        check("/label", "post", server.post("label", "text/plain", BAG.toBytes()), 415);
        check("/label", "post", server.post("label", RAW, new byte[5 << 20]), 413);
        Part bag = new Part("bag.png", RAW, BAG.toBytes());
        byte[] form = EndpointServer.parts(bag, new Part("", "image/png", new byte[1]));
        check("/label", "post", server.post("label", "multipart/form-data; boundary=between", form), 200);
    }

    @Test
    void theInferenceProtocolIsAsDescribed() throws Exception {
        check("/v2", "get", server.get("v2"), 200);
        check("/v2/health/live", "get", server.get("v2/health/live"), 200);
        check("/v2/health/ready", "get", server.get("v2/health/ready"), 200);
        check("/v2/models/{model}", "get", server.get("v2/models/champion"), 200);
        check("/v2/models/{model}", "get", server.get("v2/models/challenger"), 503);
        check("/v2/models/{model}", "get", server.get("v2/models/resnet"), 404);
        check("/v2/models/{model}/ready", "get", server.get("v2/models/champion/ready"), 200);
        check("/v2/models/{model}/ready", "get", server.get("v2/models/challenger/ready"), 503);
        String request =
                "{\"inputs\": [{\"name\": \"images\", \"datatype\": \"BYTES\", \"shape\": [1], \"data\": [\"%s\"]}]}"
                        .formatted(java.util.Base64.getEncoder().encodeToString(BAG.toBytes()));
        check("/v2/models/{model}/infer", "post", infer(request), 200);
        check("/v2/models/{model}/infer", "post", infer("{}"), 400);
        check("/v2/models/{model}/infer", "post", infer(request.replace("[1]", "[20]")), 413);
    }

    @Test
    void whatIsNotAsDescribedIsFound() throws Exception {
        JsonNode label = json.readTree(server.post("label", RAW, BAG.toBytes()).body());
        ((com.fasterxml.jackson.databind.node.ObjectNode) label).put("confidence", 2);

        assertThat(schema("/label", "post", 200, "application/json").validate(label))
                .isNotEmpty();
    }

    private HttpResponse<String> infer(String request) throws Exception {
        return server.post("v2/models/champion/infer", "application/json", request.getBytes(StandardCharsets.UTF_8));
    }

    private void check(String path, String method, HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        String type = answer.headers().firstValue("content-type").orElse("");
        assertThat(schema(path, method, status, type).validate(json.readTree(answer.body())))
                .as("%s of %s", answer.body(), path)
                .isEmpty();
    }

    private Schema schema(String path, String method, int status, String type) throws Exception {
        String pointer =
                "/paths/%s/%s/responses/%d/content/%s/schema".formatted(escaped(path), method, status, escaped(type));
        assertThat(json.readTree(document).at(pointer).isMissingNode())
                .as(pointer)
                .isFalse();
        return schemas.getSchema(
                SchemaLocation.of(HOME + "#" + pointer.replace("{", "%7B").replace("}", "%7D")));
    }

    private static String escaped(String text) {
        return text.replace("~", "~0").replace("/", "~1");
    }
}
