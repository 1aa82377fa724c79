package io.fashionstream.quickstart.summary;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.quickstart.summary.RunSummary.ClassResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts right and wrong labels by true class. Confined to one thread. */
public final class LabelScore {
    private final Classes classes;
    private final int[] images;
    private final int[] correct;

    /** @param classes those that a truth may be */
    public LabelScore(Classes classes) {
        this.classes = classes;
        this.images = new int[classes.size()];
        this.correct = new int[classes.size()];
    }

    public void add(Category truth, Category label) {
        int index = classes.indexOf(truth);
        images[index]++;
        correct[index] += truth.equals(label) ? 1 : 0;
    }

    /** Right / all, in [0, 1]; 0 before the first label. */
    public double accuracy() {
        return share(Arrays.stream(correct).sum(), Arrays.stream(images).sum());
    }

    public Map<Category, ClassResult> perClass() {
        Map<Category, ClassResult> results = new LinkedHashMap<>();
        for (int i = 0; i < images.length; i++) {
            results.put(classes.category(i), new ClassResult(images[i], correct[i], share(correct[i], images[i])));
        }
        return results;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
