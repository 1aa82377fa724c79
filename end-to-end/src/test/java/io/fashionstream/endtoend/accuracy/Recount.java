package io.fashionstream.endtoend.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelHealth.Position;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadType;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.event.serde.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What an auditor does: reads the topics, and counts again what each publication says that it counts. */
final class Recount {
    private record Label(Position at, ImageLabel label) {}

    private record Said(Position at, String product, Instant time, GroundTruth truth) {}

    private record Outcome(ImageLabel label, @Nullable Category truth) {}

    private final KafkaConnection kafka;
    private final List<Label> labels;
    private final List<Said> statements = new ArrayList<>();
    private final List<ModelHealth> publications;
    private final List<ClassAccuracy> rows;

    Recount(KafkaConnection kafka, Topics topics) {
        this.kafka = kafka;
        this.publications = read(topics.modelHealth(), PayloadTypes.MODEL_HEALTH);
        this.rows = read(topics.classAccuracy(), PayloadTypes.CLASS_ACCURACY);
        JsonCodec<ImageLabel> labelCodec = JsonCodec.of(PayloadTypes.IMAGE_LABEL);
        this.labels = TestTopics.committed(kafka, topics.imageLabels()).stream()
                .map(record -> new Label(at(record), labelCodec.read(record.value())))
                .toList();
        JsonCodec<GroundTruth> truthCodec = JsonCodec.of(PayloadTypes.GROUND_TRUTH);
        TestTopics.committed(kafka, topics.groundTruth()).forEach(record -> {
            GroundTruth truth = truthCodec.read(record.value());
            Instant stored = Instant.ofEpochMilli(record.timestamp());
            Instant time = truth.time().isAfter(stored)
                    ? stored
                    : Instant.ofEpochMilli(truth.time().toEpochMilli());
            statements.add(new Said(at(record), new String(record.key(), StandardCharsets.UTF_8), time, truth));
        });
    }

    private <T> List<T> read(String topic, PayloadType<T> type) {
        JsonCodec<T> codec = JsonCodec.of(type);
        return TestTopics.committed(kafka, topic).stream()
                .map(record -> codec.read(record.value()))
                .toList();
    }

    private static Position at(ConsumerRecord<?, ?> record) {
        return new Position(record.topic(), record.partition(), record.offset());
    }

    /** Checks every row of every publication, and returns how many rows there were. */
    int checkAll() {
        assertThat(publications).extracting(ModelHealth::sequence).doesNotHaveDuplicates();
        Map<Long, List<Outcome>> bySequence = new HashMap<>();
        publications.forEach(health -> bySequence.put(health.sequence(), outcomes(health.asOf())));
        for (ClassAccuracy row : rows) {
            List<Outcome> all = bySequence.getOrDefault(row.sequence(), List.of());
            String what = "publication " + row.sequence() + ", " + row.scope();
            check(what + ", total", row.scope(), row.total(), all);
            check(what + ", window", row.scope(), row.window(), within(all, row.windowStart(), row.windowEnd()));
        }
        return rows.size();
    }

    private List<Outcome> outcomes(List<Position> asOf) {
        Map<String, Long> next = new HashMap<>();
        asOf.forEach(position -> next.put(position.topic() + "/" + position.partition(), position.nextOffset()));
        Predicate<Position> counted = at -> at.nextOffset() < next.getOrDefault(at.topic() + "/" + at.partition(), 0L);
        Map<String, ImageLabel> once = new LinkedHashMap<>();
        labels.stream()
                .filter(label -> counted.test(label.at))
                .forEach(label -> once.putIfAbsent(label.label.imageEventId(), label.label));
        Map<String, Said> latest = new HashMap<>();
        statements.stream()
                .filter(said -> counted.test(said.at))
                .forEach(said -> latest.merge(
                        said.product + "/" + said.truth.imageId(),
                        said,
                        (before, after) -> after.time.isBefore(before.time) ? before : after));
        return once.values().stream()
                .map(label -> new Outcome(label, truth(label, latest.get(label.productId() + "/" + label.imageId()))))
                .toList();
    }

    private static @Nullable Category truth(ImageLabel label, @Nullable Said said) {
        Category category = said == null ? null : said.truth.category();
        return category == null ? label.declaredCategory() : category;
    }

    private static List<Outcome> within(List<Outcome> outcomes, Instant start, Instant end) {
        return outcomes.stream()
                .filter(outcome -> !outcome.label.classifiedTime().isBefore(start)
                        && outcome.label.classifiedTime().isBefore(end))
                .toList();
    }

    private static void check(String what, String scope, Figures figures, List<Outcome> outcomes) {
        Predicate<Category> inScope = category -> scope.equals(ClassAccuracy.ALL) || scope.equals(category.code());
        List<Outcome> answered = outcomes.stream()
                .filter(each -> inScope.test(each.label.category()))
                .toList();
        List<Outcome> supported = outcomes.stream()
                .filter(each -> each.truth != null && inScope.test(each.truth))
                .toList();
        long right = supported.stream()
                .filter(each -> each.label.category().equals(each.truth))
                .count();
        assertThat(figures.labelled()).as(what + ": labelled").isEqualTo(answered.size());
        assertThat(figures.support()).as(what + ": support").isEqualTo(supported.size());
        assertThat(figures.correct()).as(what + ": correct").isEqualTo(right);
        Map<Category, Long> confusion = new HashMap<>();
        for (Outcome outcome : supported) {
            Category cell = scope.equals(ClassAccuracy.ALL) ? outcome.truth : outcome.label.category();
            confusion.merge(cell, 1L, Long::sum);
        }
        assertThat(figures.confusion()).as(what + ": confusion").isEqualTo(confusion);
    }
}
