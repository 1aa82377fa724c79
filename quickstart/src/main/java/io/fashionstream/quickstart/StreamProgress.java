package io.fashionstream.quickstart;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.quickstart.summary.LabelScore;
import io.fashionstream.quickstart.summary.Latencies;
import io.fashionstream.quickstart.terminal.Frame;
import io.fashionstream.testkit.ledger.Answer;
import io.fashionstream.testkit.ledger.Ledger;
import io.fashionstream.testkit.ledger.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts, scores and latencies of the answers that were read so far. Confined to one thread. */
final class StreamProgress {
    private static final int SPECIMENS = 8;

    private final Ledger ledger;
    private final Map<String, ImageTensor> images;
    private final Classes classes;
    private final LabelScore score;
    private final Map<String, LabelScore> scoreByModel = new LinkedHashMap<>();
    private final Map<String, Integer> labelsByModel = new LinkedHashMap<>();
    private final Latencies latencies = new Latencies();
    private final Latencies recentLatencies = new Latencies();
    private final Deque<Frame.Specimen> specimens = new ArrayDeque<>();
    private int labelled;
    private int rejected;
    private Instant lastAnswer = Instant.EPOCH;

    /**
     * @param images by image id, to be shown with their labels
     * @param classes those that a truth may be
     */
    StreamProgress(Ledger ledger, Map<String, ImageTensor> images, Classes classes) {
        this.ledger = ledger;
        this.images = images;
        this.classes = classes;
        this.score = new LabelScore(classes);
    }

    /** Counts answers that were read at {@code seen}; answers to images that the ledger does not have are left out. */
    void add(List<Answer> answers, Instant seen) {
        for (Answer answer : answers) {
            Publication publication = ledger.of(answer);
            if (publication == null) {
                continue;
            }
            lastAnswer = seen;
            if (answer instanceof Answer.Labelled answered) {
                add(answered.label(), publication, seen);
            } else {
                rejected++;
            }
        }
    }

    private void add(ImageLabel label, Publication publication, Instant seen) {
        labelled++;
        labelsByModel.merge(label.modelId(), 1, Integer::sum);
        Duration latency = Duration.between(label.imageTime(), seen);
        latencies.add(latency);
        recentLatencies.add(latency);
        Category truth = publication.truth();
        if (truth != null) {
            score.add(truth, label.category());
            scoreByModel
                    .computeIfAbsent(label.modelId(), id -> new LabelScore(classes))
                    .add(truth, label.category());
            show(label, truth);
        }
    }

    private void show(ImageLabel label, Category truth) {
        ImageTensor image = images.get(label.imageId());
        if (image != null) {
            specimens.addFirst(new Frame.Specimen(
                    image, classes.name(label.category()), label.category().equals(truth)));
            if (specimens.size() > SPECIMENS) {
                specimens.removeLast();
            }
        }
    }

    int answers() {
        return labelled + rejected;
    }

    int labelled() {
        return labelled;
    }

    int rejected() {
        return rejected;
    }

    LabelScore score() {
        return score;
    }

    /** Of all labels so far. */
    Latencies latencies() {
        return latencies;
    }

    /** Of the labels since the last call of {@link Latencies#clear}. */
    Latencies recentLatencies() {
        return recentLatencies;
    }

    /** When the newest answer was read. */
    Instant lastAnswer() {
        return lastAnswer;
    }

    /**
     * Every model that labelled, oldest first.
     *
     * @param champion the one that serves now, or null before it is known; labels of others may be read after its own
     */
    List<Frame.Model> models(@Nullable String champion) {
        List<Frame.Model> models = new ArrayList<>();
        labelsByModel.forEach((modelId, labels) -> {
            LabelScore ofModel = scoreByModel.getOrDefault(modelId, new LabelScore(classes));
            models.add(new Frame.Model(modelId, labels, ofModel.accuracy(), modelId.equals(champion)));
        });
        return models;
    }

    List<Frame.Specimen> specimens() {
        return List.copyOf(specimens);
    }
}
