package io.fashionstream.endtoend.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.review.Review;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What several review pages of one deployment let their reviewers do, over HTTP. */
@ExtendWith(SharedBroker.class)
class ReviewServersIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LABELS = 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Review> reviews = new ArrayList<>();
    private KafkaConnection kafka;
    private Topics topics;

    @BeforeEach
    void label(KafkaConnection kafka, Topics topics) throws Exception {
        this.kafka = kafka;
        this.topics = topics;
        TestTopics.create(kafka, topics, 3);
        Map<Category, Double> probabilities = new LinkedHashMap<>();
        Classes.FASHION_MNIST.categories().forEach(category -> probabilities.put(category, 0.1));
        for (int i = 0; i < LABELS; i++) {
            String product = "product-" + i;
            ImageLabel label = new ImageLabel(
                    new ImageLabel.Image(product, "image", "event-" + i, Instant.now(), null),
                    new ImageLabel.Verdict(Category.BAG, 0.1, probabilities, true, false),
                    new ImageLabel.Computation("ab".repeat(32), Instant.now(), null, null));
            send(
                    topics.imageLabels(),
                    product,
                    JsonCodec.of(PayloadTypes.IMAGE_LABEL).write(label));
        }
    }

    @AfterEach
    void closeReviews() {
        reviews.forEach(Review::close);
    }

    @Test
    void ofTwoReviewersWhoSpeakAtTheSameTimeOneIsToldOfTheOther() throws Exception {
        URI one = review().address();
        URI two = review().address();
        List<String> ids = ids(one);
        assertThat(ids).hasSize(LABELS).containsExactlyInAnyOrderElementsOf(ids(two));

        for (String id : ids) {
            CompletableFuture<HttpResponse<String>> ann =
                    CompletableFuture.supplyAsync(() -> say(one, id, "COAT", "Ann", null));
            CompletableFuture<HttpResponse<String>> bob =
                    CompletableFuture.supplyAsync(() -> say(two, id, "SHIRT", "Bob", null));

            assertThat(List.of(ann.get().statusCode(), bob.get().statusCode())).containsExactlyInAnyOrder(200, 409);
            HttpResponse<String> refused = ann.get().statusCode() == 409 ? ann.get() : bob.get();
            assertThat(JSON.readTree(refused.body()).at("/item/truth/reviewer").asText())
                    .isEqualTo(ann.get().statusCode() == 409 ? "Bob" : "Ann");
        }

        assertThat(said()).hasSize(LABELS);
    }

    @Test
    void atOnePageTheSecondReviewerIsToldOfTheFirstHoweverSoon() throws Exception {
        URI page = review().address();

        for (String id : ids(page)) {
            assertThat(say(page, id, "COAT", "Ann", null).statusCode()).isEqualTo(200);
            assertThat(say(page, id, "SHIRT", "Bob", null).statusCode()).isEqualTo(409);
        }
    }

    @Test
    void whatIsUndoneGivesWayToWhatWasSaidBefore() throws Exception {
        URI page = review().address();
        String id = ids(page).get(0);
        String product = item(page, id).at("/productId").asText();
        tell(product, new GroundTruth("image", Category.BAG, "returns-desk", Instant.now()));
        String desk = awaitSeen(page, id, null);

        String ann = seen(say(page, id, "COAT", "Ann", desk));
        HttpResponse<String> undone = undo(page, id, "Ann", ann);

        assertThat(undone.statusCode()).as(undone.body()).isEqualTo(200);
        GroundTruth last = said().get(2);
        assertThat(last.category()).isEqualTo(Category.BAG);
        assertThat(last.source()).isEqualTo("returns-desk");
        assertThat(last.reviewer()).isEqualTo("Ann");
        assertThat(last.replaces()).isEqualTo(ann);
    }

    @Test
    void nothingIsUndoneThatAnotherHasReplaced() throws Exception {
        URI page = review().address();
        String id = ids(page).get(0);
        String product = item(page, id).at("/productId").asText();
        String ann = seen(say(page, id, "COAT", "Ann", null));
        tell(product, new GroundTruth("image", Category.BAG, "returns-desk", Instant.now()));
        awaitSeen(page, id, ann);

        HttpResponse<String> undone = undo(page, id, "Ann", ann);

        assertThat(undone.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(undone.body()).at("/item/truth/source").asText())
                .isEqualTo("returns-desk");
        assertThat(said()).hasSize(2);
    }

    @Test
    void anotherSitesPageMayNotWrite() throws Exception {
        URI page = review().address();
        String body = "{\"item\":\"%s\",\"category\":\"COAT\",\"reviewer\":\"Eve\"}"
                .formatted(ids(page).get(0));
        HttpRequest.Builder foreign =
                HttpRequest.newBuilder(page.resolve("truth")).POST(HttpRequest.BodyPublishers.ofString(body));

        assertThat(answer(foreign.copy().header("Content-Type", "text/plain")).statusCode())
                .isEqualTo(403);
        assertThat(answer(foreign.copy()
                                .header("Content-Type", "application/json")
                                .header("Origin", "https://shop.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(said()).isEmpty();
    }

    @Test
    void whatNoModelKnowsAndWhoHasNoNameIsRefused() throws Exception {
        URI page = review().address();
        String id = ids(page).get(0);

        assertThat(say(page, id, "SPACESHIP", "Ann", null).body()).contains("expected a class of the model");
        assertThat(say(page, id, "COAT", " ", null).body()).contains("expected a reviewer's name");
        assertThat(say(page, "l-9-9", "COAT", "Ann", null).body()).contains("there is no answer l-9-9");
        assertThat(said()).isEmpty();
    }

    private Review review() {
        Review review = new Review(
                kafka,
                topics,
                Duration.ofSeconds(20),
                new Review.Address("localhost", 0, Set.of()),
                new Review.Scope(100, Duration.ofHours(1), "Ann"));
        reviews.add(review);
        return review;
    }

    private List<String> ids(URI page) throws IOException {
        List<String> ids = new ArrayList<>();
        items(page).forEach(item -> ids.add(item.at("/id").asText()));
        return ids;
    }

    private JsonNode item(URI page, String id) throws IOException {
        for (JsonNode item : items(page)) {
            if (item.at("/id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no item " + id);
    }

    private JsonNode items(URI page) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(page.resolve("items.json?list=all&reviewed=true"));
        return JSON.readTree(answer(request).body()).at("/shown/items");
    }

    /** The statement that stands last about an item, once it is another than {@code before}. */
    private String awaitSeen(URI page, String id, @Nullable String before) throws Exception {
        for (int tries = 0; tries < 200; tries++) {
            String seen = item(page, id).path("seen").asText("");
            if (!seen.isEmpty() && !seen.equals(before)) {
                return seen;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nothing new was said about " + id);
    }

    private static String seen(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).at("/item/seen").asText();
    }

    private HttpResponse<String> say(URI page, String id, String category, String reviewer, @Nullable String seen) {
        return post(
                page.resolve("truth"),
                JSON.createObjectNode()
                        .put("item", id)
                        .put("category", category)
                        .put("reviewer", reviewer)
                        .put("seen", seen));
    }

    private HttpResponse<String> undo(URI page, String id, String reviewer, String seen) {
        return post(
                page.resolve("undo"),
                JSON.createObjectNode()
                        .put("item", id)
                        .put("reviewer", reviewer)
                        .put("seen", seen));
    }

    private HttpResponse<String> post(URI address, JsonNode body) {
        return answer(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<GroundTruth> said() {
        JsonCodec<GroundTruth> codec = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
        return TestTopics.committed(kafka, topics.groundTruth()).stream()
                .map(stored -> codec.read(stored.value()))
                .toList();
    }

    private void tell(String product, GroundTruth truth) throws Exception {
        send(
                topics.groundTruth(),
                product,
                JsonCodec.of(PayloadTypes.GROUND_TRUTH).write(truth));
    }

    private void send(String topic, String product, byte[] value) throws Exception {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, product.getBytes(UTF_8), value))
                    .get();
        }
    }
}
