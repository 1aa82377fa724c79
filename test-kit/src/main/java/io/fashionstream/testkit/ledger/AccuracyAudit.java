package io.fashionstream.testkit.ledger;

import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.serde.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Compares the newest rows of {@code class-accuracy} with counts of the labels themselves. */
public final class AccuracyAudit {
    private static final String PROMISE = "accuracy rows equal a recomputation";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConnection connection;
    private final Topics topics;

    public AccuracyAudit(KafkaConnection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    /** Waits up to a minute until the figures since the start of each model are those of {@code answers}. */
    public Finding examine(List<Answer> answers) throws InterruptedException {
        Map<String, Expected> expectedByModel = expected(answers);
        Instant deadline = Instant.now().plus(PATIENCE);
        try (AccuracyRows rows = new AccuracyRows(connection, topics)) {
            while (true) {
                rows.update();
                Optional<String> difference = difference(expectedByModel, rows);
                if (difference.isEmpty()) {
                    return new Finding(PROMISE, true, expectedByModel.size() + " models, every class of each, checked");
                }
                if (Instant.now().isAfter(deadline)) {
                    return new Finding(PROMISE, false, difference.get());
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static Map<String, Expected> expected(List<Answer> answers) {
        Map<String, Expected> expected = new TreeMap<>();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Labelled labelled) {
                ImageLabel label = labelled.label();
                expected.computeIfAbsent(label.modelId(), id -> new Expected()).add(label);
            }
        }
        return expected;
    }

    private static Optional<String> difference(Map<String, Expected> expectedByModel, AccuracyRows rows) {
        return expectedByModel.entrySet().stream()
                .flatMap(entry -> entry.getValue().classes.stream().flatMap(category -> {
                    Expected expected = entry.getValue();
                    Optional<Figures> found =
                            rows.row(entry.getKey(), category.code()).map(ClassAccuracy::total);
                    return found.isPresent() && expected.equals(category, found.get())
                            ? Optional.<String>empty().stream()
                            : Optional.of("model %s, %s: expected %s, got %s"
                                            .formatted(entry.getKey(), category, expected.of(category), found))
                                    .stream();
                }))
                .findFirst();
    }

    /** Counts of one model by true class; the labels of a declared category only. */
    private static final class Expected {
        private final Map<Category, Map<Category, Long>> confusion = new LinkedHashMap<>();
        private final Map<Category, Long> predicted = new LinkedHashMap<>();
        private final Set<Category> classes = new LinkedHashSet<>();

        void add(ImageLabel label) {
            classes.addAll(label.classes());
            predicted.merge(label.category(), 1L, Long::sum);
            Category truth = label.declaredCategory();
            if (truth != null) {
                confusion
                        .computeIfAbsent(truth, category -> new LinkedHashMap<>())
                        .merge(label.category(), 1L, Long::sum);
            }
        }

        Map<Category, Long> of(Category truth) {
            return confusion.getOrDefault(truth, Map.of());
        }

        boolean equals(Category truth, Figures found) {
            Map<Category, Long> row = of(truth);
            Map<Category, Long> foundRow = new LinkedHashMap<>();
            found.confusion().forEach((category, count) -> {
                if (count > 0) {
                    foundRow.put(category, count);
                }
            });
            long support = row.values().stream().mapToLong(Long::longValue).sum();
            return foundRow.equals(row)
                    && found.support() == support
                    && found.correct() == row.getOrDefault(truth, 0L)
                    && found.labelled() == predicted.getOrDefault(truth, 0L);
        }
    }
}
