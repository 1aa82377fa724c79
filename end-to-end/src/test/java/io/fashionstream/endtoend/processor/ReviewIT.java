package io.fashionstream.endtoend.processor;

import static io.fashionstream.event.ModelAlias.CHAMPION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.browser.HeadlessBrowser;
import io.fashionstream.browser.HeadlessBrowser.ColourScheme;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.StreamProcessor;
import io.fashionstream.stream.review.Review;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A reviewer at work, in a browser, beside a processor that labels. */
@ExtendWith(SharedBroker.class)
class ReviewIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int IMAGES = 5;

    @TempDir
    private Path folder;

    private KafkaConnection kafka;
    private Topics topics;
    private HeadlessBrowser browser;

    @BeforeEach
    void startBrowser(KafkaConnection kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
        browser = HeadlessBrowser.start();
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aReviewerCorrectsUndoesMeetsAnotherOpinionAndSendsARejectionAgain() throws Exception {
        Deployment deployment = new Deployment(kafka, topics, 2, folder);
        deployment.release(CHAMPION, BandModels.numbered(1));
        try (StreamProcessor processor = deployment.start("one", Map.of("accuracy.step.ms", "1000"))) {
            assertThat(processor.awaitReady(LONG)).isTrue();
            publish();
            deployment.awaitLabels(IMAGES);
            TestTopics.awaitCommitted(kafka, topics.rejectedImages(), 1, LONG);
            try (Review review = review()) {
                open(review.address());
                everyTextStandsOut();
                reviewerCorrectsWithKeys();
                reviewerTakesTheLastOneBack();
                anotherSpeaksInBetween();
                figuresCountWhatTheReviewerSaid();
                reviewerSendsTheRejectionAgain();
                assertThat(browser.errors()).allMatch(error -> error.contains("409"));
            }
        }
    }

    private Review review() {
        return new Review(
                kafka,
                topics,
                Duration.ofSeconds(20),
                new Review.Address("localhost", 0, Set.of()),
                new Review.Scope(100, Duration.ofHours(1), "Ann"));
    }

    private void open(URI page) {
        browser.open(page, 1200, 900, ColourScheme.LIGHT);
        browser.await("document.querySelectorAll('.card').length === " + IMAGES);
        assertThat(browser.partsThatScrollSideways()).isEmpty();
        assertThat(browser.first("#reviewer").getDomProperty("value")).isEqualTo("Ann");
        browser.await(
                "[...document.querySelectorAll('#detail .picture img')].every(image => image.naturalWidth === 28)");
    }

    /** The list is newest first, and each key moves on to the next. */
    private void everyTextStandsOut() {
        assertThat(browser.faintTexts()).isEmpty();
        browser.prefer(ColourScheme.DARK);
        assertThat(browser.faintTexts()).isEmpty();
        browser.prefer(ColourScheme.LIGHT);
    }

    private void reviewerCorrectsWithKeys() {
        press("5");
        browser.await("document.querySelectorAll('.card.reviewed').length === 1");
        press("7");
        browser.await("document.querySelectorAll('.card.reviewed').length === 2");

        assertThat(said()).hasSize(2).allSatisfy(truth -> {
            assertThat(truth.source()).isEqualTo("review");
            assertThat(truth.reviewer()).isEqualTo("Ann");
            assertThat(truth.replaces()).isNull();
        });
        assertThat(said()).extracting(GroundTruth::category).containsExactlyInAnyOrder(Category.COAT, Category.SHIRT);
    }

    private void reviewerTakesTheLastOneBack() {
        press("u");
        browser.await("document.querySelectorAll('.card.reviewed').length === 1");

        assertThat(said()).hasSize(3);
        List<GroundTruth> ofUndone = said().stream()
                .filter(truth -> said().stream()
                        .anyMatch(other ->
                                other.category() == null && other.imageId().equals(truth.imageId())))
                .toList();
        assertThat(ofUndone).extracting(GroundTruth::category).containsExactly(Category.SHIRT, null);
        assertThat(ofUndone.get(1).replaces()).startsWith(topics.groundTruth());
    }

    private void anotherSpeaksInBetween() throws Exception {
        browser.run(
                "const real = fetch; window.stall = true; window.fetch = (what, how) =>"
                        + " window.stall && String(what).startsWith('items.json') ? Promise.reject(new Error('no news')) : real(what, how);");
        String card = browser.first(".card.chosen").getDomAttribute("id");
        String product = browser.first("#detail h2").getText();
        tell(product, new GroundTruth("image-of-" + product, Category.BAG, "returns-desk", Instant.now()));
        TestTopics.awaitCommitted(kafka, topics.groundTruth(), 4, LONG);

        press("1");
        browser.await("document.querySelector('#notice')?.innerText.includes('something else was said meanwhile')");

        assertThat(browser.first(".card.chosen").getDomAttribute("id")).isEqualTo(card);
        assertThat(browser.first("#detail .truth").getText()).contains("returns-desk: Bag");
        assertThat(said()).hasSize(4);
        press("1");
        browser.run("window.stall = false");
        browser.await("document.querySelector('#" + card + "').classList.contains('reviewed')");
        GroundTruth last = ofProduct(product).get(ofProduct(product).size() - 1);
        assertThat(last.category()).isEqualTo(Category.T_SHIRT_TOP);
        assertThat(last.replaces()).isNotNull();
    }

    /** Of five labels two have a truth: one image is a coat, one a T-shirt. */
    private void figuresCountWhatTheReviewerSaid() {
        JsonCodec<ClassAccuracy> rows = JsonCodec.of(PayloadTypes.CLASS_ACCURACY);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(TestTopics.committed(kafka, topics.classAccuracy()).stream()
                                .map(stored -> rows.read(stored.value()))
                                .filter(row -> row.scope().equals(Category.COAT.code())
                                        || row.scope().equals(Category.T_SHIRT_TOP.code())))
                        .anyMatch(row ->
                                row.scope().equals("COAT") && row.window().support() == 1)
                        .anyMatch(row -> row.scope().equals("T_SHIRT_TOP")
                                && row.window().support() == 1));
    }

    private void reviewerSendsTheRejectionAgain() {
        browser.first("[data-list=rejected]").click();
        browser.await(
                "document.querySelector('#detail .notice')?.innerText.toLowerCase().includes('unsupported type')");
        press("r");
        browser.await("document.querySelector('#detail .pill')?.innerText.includes('sent again')");
        browser.await("document.querySelectorAll('.card').length === 2");
        press("j");
        press("r");
        browser.await("document.querySelectorAll('.mark').length === 2");

        assertThat(TestTopics.committed(kafka, topics.productImages()))
                .filteredOn(image -> image.headers().lastHeader("replayed-from") != null)
                .hasSize(1);
    }

    private void press(String key) {
        browser.run(
                "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))", key);
    }

    private List<GroundTruth> said() {
        JsonCodec<GroundTruth> codec = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
        return TestTopics.committed(kafka, topics.groundTruth()).stream()
                .map(stored -> codec.read(stored.value()))
                .toList();
    }

    private List<GroundTruth> ofProduct(String product) {
        return said().stream()
                .filter(truth -> truth.imageId().equals("image-of-" + product))
                .toList();
    }

    private void tell(String product, GroundTruth truth) throws Exception {
        try (Producer<String, byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(
                            topics.groundTruth(),
                            product,
                            JsonCodec.of(PayloadTypes.GROUND_TRUTH).write(truth)))
                    .get();
        }
    }

    /** Pictures that are half a shirt and half a coat, and one that is none. */
    private void publish() throws Exception {
        byte[] half = new byte[ImageTensor.PIXELS];
        for (int i = 0; i < half.length; i++) {
            half[i] = (byte) (BandModels.image(Category.SHIRT)[i] | BandModels.image(Category.COAT)[i]);
        }
        try (Producer<String, byte[]> producer = producer()) {
            for (int i = 0; i < IMAGES; i++) {
                ProducerRecord<String, byte[]> image =
                        new ProducerRecord<>(topics.productImages(), "product-" + i, half);
                image.headers().add("image-id", ("image-of-product-" + i).getBytes(UTF_8));
                producer.send(image).get();
            }
            ProducerRecord<String, byte[]> broken =
                    new ProducerRecord<>(topics.productImages(), "broken", "no picture".getBytes(UTF_8));
            producer.send(broken).get();
        }
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(kafka.with(Map.of()), new StringSerializer(), new ByteArraySerializer());
    }
}
