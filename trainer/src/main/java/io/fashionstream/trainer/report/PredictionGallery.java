package io.fashionstream.trainer.report;

import io.fashionstream.event.Category;
import io.fashionstream.trainer.report.ImageGrid.Mark;
import io.fashionstream.trainer.report.ImageGrid.Tile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Images with the labels that a model gave them. */
final class PredictionGallery {
    private static final int RIGHT_OF_EACH_CATEGORY = 2;
    private static final int WRONG_SHOWN = 20;
    private static final int COLUMNS = 10;

    private final ScoredImages scored;

    PredictionGallery(ScoredImages scored) {
        this.scored = scored;
    }

    /** Of each category the first images that were labelled rightly. */
    Block right() {
        List<Tile> tiles = Category.ALL.stream()
                .flatMap(category -> images(true)
                        .filter(i -> scored.images().category(i) == category)
                        .limit(RIGHT_OF_EACH_CATEGORY)
                        .mapToObj(i -> tile(i, Mark.RIGHT, "")))
                .toList();
        return new ImageGrid(COLUMNS, tiles);
    }

    /** The wrong labels that the model was most confident of. */
    Block mostConfidentWrong() {
        List<Tile> tiles = images(false)
                .boxed()
                .sorted(Comparator.comparingDouble(this::confidence).reversed())
                .limit(WRONG_SHOWN)
                .map(i ->
                        tile(i, Mark.WRONG, "not " + scored.images().category(i).displayName() + ", "))
                .toList();
        return new ImageGrid(COLUMNS, tiles);
    }

    private IntStream images(boolean right) {
        return IntStream.range(0, scored.images().size())
                .filter(i -> scored.predictions().isRight(i) == right);
    }

    private Tile tile(int i, Mark mark, String before) {
        return new Tile(
                scored.images().image(i),
                Category.ofLabel(scored.predictions().predicted(i)).displayName(),
                before + String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * confidence(i)),
                mark);
    }

    private double confidence(int i) {
        return scored.predictions().confidence(i, scored.temperature());
    }
}
