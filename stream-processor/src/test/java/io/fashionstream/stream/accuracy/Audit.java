package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ClassAccuracy.Figures;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.InputReference;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelHealth.Position;
import io.fashionstream.stream.accuracy.BatchAccuracy.Outcome;
import io.fashionstream.stream.task.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Recomputes publications from the raw events that they name. */
final class Audit {
    private final AccuracySettings settings;
    private final List<PartitionLane> partitions;
    private final boolean inOrderOfProcessing;
    private final Map<Long, List<BatchAccuracy>> batches = new HashMap<>();

    /**
     * @param inOrderOfProcessing whether some events come too late to count, which depends on the order of processing;
     *     if not, the batch gets one topic after the other
     */
    Audit(AccuracySettings settings, List<PartitionLane> partitions, boolean inOrderOfProcessing) {
        this.settings = settings;
        this.partitions = partitions;
        this.inOrderOfProcessing = inOrderOfProcessing;
    }

    void check(String seed, List<Outgoing<?>> published) {
        for (Outgoing<?> publication : published) {
            if (publication.value() instanceof ModelHealth health) {
                checkHealth(seed, health);
            }
        }
        for (Outgoing<?> publication : published) {
            if (publication.value() instanceof ClassAccuracy row) {
                checkRow(seed, row);
            }
        }
    }

    private void checkRow(String seed, ClassAccuracy row) {
        List<Outcome> total = outcomes(row.alias(), row.modelId(), row.sequence());
        List<Outcome> window = within(total, row.windowStart(), row.windowEnd());
        String what = seed + ", publication " + row.sequence() + ", " + row.alias() + " " + row.scope();
        checkFigures(what + ", window", row.window(), new PlainFigures(window).of(row.scope()));
        checkFigures(what + ", total", row.total(), new PlainFigures(total).of(row.scope()));
    }

    private static void checkFigures(String what, Figures published, Figures recomputed) {
        if (!Closeness.close(published, recomputed)) {
            assertThat(published).as(what).isEqualTo(recomputed);
        }
    }

    private void checkHealth(String seed, ModelHealth health) {
        List<BatchAccuracy> batch = batches.computeIfAbsent(health.sequence(), any -> batch(health.asOf()));
        List<Outcome> window = within(
                outcomes(health.alias(), health.modelId(), health.sequence()),
                health.windowStart(),
                health.windowEnd());
        String what = seed + ", publication " + health.sequence() + ", health of " + health.alias();
        assertThat(health.labelled()).as(what).isEqualTo(window.size());
        assertThat(health.calibration().expectedCalibrationError())
                .as(what)
                .matches(error -> Closeness.close(error, PlainCalibration.error(window)));
        assertThat(health.estimatedAccuracy())
                .as(what)
                .matches(estimate -> Closeness.close(estimate, PlainCalibration.meanConfidence(window)));
        assertThat(health.batchSizes()).as(what).isEqualTo(batchSizes(window));
        checkInputs(what, health, window);
        checkIntake(what, health.intake(), batch);
    }

    /** Of models that were released: the labels alone tell what lies in which bin. */
    private static void checkInputs(String what, ModelHealth health, List<Outcome> window) {
        List<ModelHealth.InputDrift> published = Objects.requireNonNullElse(health.inputDrift(), List.of());
        for (ModelHealth.InputDrift drift : published) {
            long[] bins = new long[InputReference.BINS];
            for (Outcome outcome : window) {
                InputBins of = outcome.label().inputBins();
                if (of != null) {
                    bins[of.of(drift.measure())]++;
                }
            }
            assertThat(drift.observed())
                    .as(what + " " + drift.measure())
                    .isEqualTo(Arrays.stream(bins).boxed().toList());
        }
    }

    private static List<ModelHealth.BatchSize> batchSizes(List<Outcome> window) {
        SortedMap<Integer, Long> labels = new TreeMap<>();
        for (Outcome outcome : window) {
            Integer images = outcome.label().batchImages();
            if (images != null) {
                int upTo = 1;
                while (upTo < images) {
                    upTo *= 2;
                }
                labels.merge(upTo, 1L, Long::sum);
            }
        }
        return labels.entrySet().stream()
                .map(size -> new ModelHealth.BatchSize(size.getKey(), size.getValue()))
                .toList();
    }

    private void checkIntake(String what, ModelHealth.Intake intake, List<BatchAccuracy> batch) {
        assertThat(intake.labels()).as(what).isEqualTo(sum(batch, BatchAccuracy::labels));
        assertThat(intake.duplicateLabels()).as(what).isEqualTo(sum(batch, each -> each.duplicates));
        assertThat(intake.lateLabels()).as(what).isEqualTo(sum(batch, each -> each.lateLabels));
        assertThat(intake.truths()).as(what).isEqualTo(sum(batch, BatchAccuracy::truths));
        assertThat(intake.lateTruths()).as(what).isEqualTo(sum(batch, each -> each.lateTruths));
        assertThat(intake.unreadable()).as(what).isEqualTo(sum(batch, each -> each.unreadable));
        if (!inOrderOfProcessing) {
            assertThat(intake.imagesUnknown()).as(what).isEqualTo(sum(batch, each -> each.imagesWithoutLabel(false)));
            assertThat(intake.imagesRejected()).as(what).isEqualTo(sum(batch, each -> each.imagesWithoutLabel(true)));
        }
    }

    private static long sum(List<BatchAccuracy> batch, ToLongFunction<BatchAccuracy> count) {
        return batch.stream().mapToLong(count).sum();
    }

    private List<BatchAccuracy> batch(List<Position> asOf) {
        Map<String, Long> nextOffsets = new HashMap<>();
        asOf.forEach(position -> nextOffsets.put(position.topic() + position.partition(), position.nextOffset()));
        List<BatchAccuracy> batch = new ArrayList<>();
        for (PartitionLane partition : partitions) {
            List<RawEvent> events = new ArrayList<>(partition.processed().stream()
                    .filter(event -> event.offset() < nextOffsets.getOrDefault(event.topic() + event.partition(), 0L))
                    .toList());
            if (!inOrderOfProcessing) {
                events.sort(Comparator.comparing(RawEvent::topic).thenComparing(RawEvent::offset));
            }
            batch.add(new BatchAccuracy(events, settings));
        }
        return batch;
    }

    private List<Outcome> outcomes(ModelAlias alias, String modelId, long sequence) {
        return batches.getOrDefault(sequence, List.of()).stream()
                .flatMap(batch -> batch.outcomes().stream())
                .filter(outcome -> outcome.topic().equals(BatchAccuracy.topicOf(alias))
                        && outcome.label().modelId().equals(modelId))
                .toList();
    }

    private static List<Outcome> within(List<Outcome> outcomes, Instant start, Instant end) {
        return outcomes.stream()
                .filter(outcome -> !outcome.label().classifiedTime().isBefore(start)
                        && outcome.label().classifiedTime().isBefore(end))
                .toList();
    }
}
