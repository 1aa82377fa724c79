package io.fashionstream.quickstart.summary;

import io.fashionstream.event.Category;
import io.fashionstream.quickstart.summary.RunSummary.ClassResult;
import java.util.EnumMap;
import java.util.Map;

/** Counts right and wrong labels by true class. Confined to one thread. */
public final class LabelScore {
    private final int[] images = new int[Category.ALL.size()];
    private final int[] correct = new int[Category.ALL.size()];

    public void add(Category truth, Category label) {
        images[truth.label()]++;
        correct[truth.label()] += truth == label ? 1 : 0;
    }

    /** Right / all, in [0, 1]; 0 before the first label. */
    public double accuracy() {
        int all = 0;
        int right = 0;
        for (Category category : Category.ALL) {
            all += images[category.label()];
            right += correct[category.label()];
        }
        return share(right, all);
    }

    public Map<Category, ClassResult> perClass() {
        Map<Category, ClassResult> results = new EnumMap<>(Category.class);
        for (Category category : Category.ALL) {
            int of = images[category.label()];
            int right = correct[category.label()];
            results.put(category, new ClassResult(of, right, share(right, of)));
        }
        return results;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
