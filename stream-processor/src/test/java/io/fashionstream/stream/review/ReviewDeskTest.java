package io.fashionstream.stream.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.SourceRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReviewDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final AnswerWindow window = new AnswerWindow(5, Duration.ofHours(1), Clock.fixed(NOW, ZoneOffset.UTC));
    private final TruthLog truths = new TruthLog(100);
    private final ReviewDesk desk = new ReviewDesk(window, truths, () -> Classes.FASHION_MNIST);
    private long offset;

    @Test
    void eachListHasItsAnswersNewestFirst() {
        label("a", 10, Category.COAT, 0.5, true, false);
        label("b", 20, Category.COAT, 0.9, false, true);
        label("c", 30, Category.BAG, 0.6, true, false);
        reject("d", 40);

        assertThat(products("list", "uncertain")).containsExactly("c", "a");
        assertThat(products("list", "out-of-distribution")).containsExactly("b");
        assertThat(products("list", "rejected")).containsExactly("d");
        assertThat(products("list", "all")).containsExactly("d", "c", "b", "a");
        assertThat(products("list", "all", "class", "COAT")).containsExactly("b", "a");
        assertThat(products("list", "all", "product", "c")).containsExactly("c");
        assertThat(products("list", "all", "limit", "1")).containsExactly("d");
    }

    @Test
    void theWrongAreKnownByWhatWasSaidOrElseDeclared() {
        label("a", 10, Category.COAT, 0.5, false, false);
        label("b", 20, Category.COAT, 0.9, false, false);
        label("c", 30, Category.COAT, 0.6, false, false);
        say("a", 11, Category.BAG, "desk", null);
        say("b", 21, Category.SHIRT, "desk", null);
        say("c", 31, Category.COAT, "desk", null);

        assertThat(products("list", "wrong")).containsExactly("b", "a");
        assertThat(products("list", "wrong", "order", "confident")).containsExactly("b", "a");
        say("b", 22, null, "desk", null);
        assertThat(products("list", "wrong")).containsExactly("a");
    }

    @Test
    void whatWasReviewedIsGoneFromListsThatAreOpenedLater() {
        label("a", 10, Category.COAT, 0.5, true, false);
        say("a", 100, Category.BAG, "review", "Ann");

        long said = NOW.minusSeconds(1000).plusSeconds(100).toEpochMilli();
        assertThat(products("list", "uncertain", "opened", String.valueOf(said)))
                .containsExactly("a");
        assertThat(products("list", "uncertain", "opened", String.valueOf(said + 1)))
                .isEmpty();
        assertThat(products("list", "uncertain", "opened", String.valueOf(said + 1), "reviewed", "true"))
                .containsExactly("a");
        assertThat(desk.shown(query()).counts()).containsEntry("uncertain", 0);
    }

    @Test
    void aLabelThatWasWrongStaysInViewWhenItIsConfirmed() {
        label("a", 10, Category.COAT, 0.5, false, false);
        say("a", 11, Category.BAG, "desk", null);
        say("a", 100, Category.COAT, "review", "Ann");

        long said = NOW.minusSeconds(1000).plusSeconds(100).toEpochMilli();
        assertThat(products("list", "wrong", "opened", String.valueOf(said))).containsExactly("a");
        assertThat(products("list", "wrong", "opened", String.valueOf(said + 1)))
                .isEmpty();
    }

    @Test
    void onlyTheNewestAndNoneThatAreOldAreKept() {
        label("ancient", -4000, Category.COAT, 0.5, true, false);
        for (int i = 0; i < 7; i++) {
            label("p" + i, i, Category.COAT, 0.5, true, false);
        }

        assertThat(products("list", "all")).containsExactly("p6", "p5", "p4", "p3", "p2");
    }

    private List<String> products(String... parameters) {
        return desk.shown(query(parameters)).items().stream()
                .map(ShownItem::productId)
                .toList();
    }

    private static ReviewQuery query(String... parameters) {
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            named.put(parameters[i], parameters[i + 1]);
        }
        return ReviewQuery.of(named, NOW.toEpochMilli());
    }

    private void label(
            String product, int second, Category category, double confidence, boolean uncertain, boolean unlike) {
        Map<Category, Double> probabilities = new LinkedHashMap<>();
        Classes.FASHION_MNIST.categories().forEach(each -> probabilities.put(each, 0.1));
        Instant time = NOW.minusSeconds(1000).plusSeconds(second);
        window.add(ReviewItem.of(
                new RecordPlace("image-labels", 0, offset++),
                new ImageLabel(
                        new ImageLabel.Image(product, "image", "event-" + product, time, null),
                        new ImageLabel.Verdict(category, confidence, probabilities, uncertain, unlike),
                        new ImageLabel.Computation("ab".repeat(32), time, null, null))));
    }

    private void reject(String product, int second) {
        RejectedImage rejection = new RejectedImage(
                RejectionReason.CORRUPT,
                "broken",
                "image",
                "event-" + product,
                null,
                "product-images",
                0,
                offset,
                NOW.minusSeconds(1000).plusSeconds(second));
        window.add(ReviewItem.of(new RecordPlace("rejected-images", 0, offset++), product, rejection, false));
    }

    private void say(
            String product, int second, @Nullable Category category, String source, @Nullable String reviewer) {
        Instant time = NOW.minusSeconds(1000).plusSeconds(second);
        byte[] json = JsonCodec.of(PayloadTypes.GROUND_TRUTH)
                .write(new GroundTruth("image", category, source, time, reviewer, null));
        truths.take(new SourceRecord(
                "ground-truth", 0, offset++, time.toEpochMilli(), product.getBytes(UTF_8), json, new RecordHeaders()));
    }
}
