package io.fashionstream.trainer.evaluation;

import io.fashionstream.event.Category;

/** How often each true category was labelled as each category. Immutable. */
public final class ConfusionMatrix {
    private final int[][] counts;

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
    }

    public static ConfusionMatrix of(Predictions predictions) {
        int[][] counts = new int[Category.ALL.size()][Category.ALL.size()];
        for (int i = 0; i < predictions.size(); i++) {
            counts[predictions.label(i)][predictions.predicted(i)]++;
        }
        return new ConfusionMatrix(counts);
    }

    /** Images of {@code actual} that were labelled {@code predicted}. */
    public int count(Category actual, Category predicted) {
        return counts[actual.label()][predicted.label()];
    }

    /** Images of {@code actual}. */
    public int support(Category actual) {
        int sum = 0;
        for (Category predicted : Category.ALL) {
            sum += count(actual, predicted);
        }
        return sum;
    }

    /** Images labelled {@code predicted}, rightly or not. */
    public int predicted(Category predicted) {
        int sum = 0;
        for (Category actual : Category.ALL) {
            sum += count(actual, predicted);
        }
        return sum;
    }

    /** Images labelled rightly. */
    public int right() {
        int sum = 0;
        for (Category category : Category.ALL) {
            sum += count(category, category);
        }
        return sum;
    }

    public int images() {
        int sum = 0;
        for (Category category : Category.ALL) {
            sum += support(category);
        }
        return sum;
    }
}
