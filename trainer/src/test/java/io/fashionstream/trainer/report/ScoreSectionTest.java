package io.fashionstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.evaluation.Predictions;
import io.fashionstream.trainer.evaluation.ScoredImages;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScoreSectionTest {
    private static final int SHIRT = Classes.FASHION_MNIST.indexOf(Category.SHIRT);
    private static final int COAT = Classes.FASHION_MNIST.indexOf(Category.COAT);

    /** 20 shirts: the first 5 are labelled rightly, the others as coats; each is surer than the one before. */
    private static final ScoreSection SHIRTS = shirts(20, 5);

    @Test
    void aWrongCellShowsItsMostConfidentImages() {
        ConfusionCell cell = SHIRTS.confusion().get(SHIRT).get(COAT);

        assertThat(cell.count()).isEqualTo(15);
        assertThat(cell.support()).isEqualTo(20);
        assertThat(cell.share()).isEqualTo(0.75);
        assertThat(cell.images())
                .extracting(ScoredImage::number)
                .containsExactly(19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8);
        assertThat(cell.images())
                .allMatch(image -> image.actual().code().equals(Category.SHIRT)
                        && image.predicted().code().equals(Category.COAT));
    }

    @Test
    void aRightCellShowsItsLeastConfidentImages() {
        ConfusionCell cell = SHIRTS.confusion().get(SHIRT).get(SHIRT);

        assertThat(cell.count()).isEqualTo(5);
        assertThat(cell.images()).extracting(ScoredImage::number).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aCellWithoutImagesHasNoneToShow() {
        ConfusionCell cell = SHIRTS.confusion().get(COAT).get(SHIRT);

        assertThat(cell.images()).isEmpty();
        assertThat(cell.share()).isZero();
        assertThat(cell.depth()).isZero();
    }

    @Test
    void aFewMistakesAmongManyImagesAreVisible() {
        ConfusionCell rare = new ConfusionCell(
                Classes.FASHION_MNIST.list().get(SHIRT),
                Classes.FASHION_MNIST.list().get(COAT),
                10,
                1_000,
                List.of());

        assertThat(rare.depth()).isEqualTo(10);
    }

    @Test
    void theGalleriesShowRightOnesAndTheMostConfidentWrongOnes() {
        assertThat(SHIRTS.right()).extracting(ScoredImage::number).containsExactly(0, 1);
        assertThat(SHIRTS.mostConfidentWrong())
                .hasSize(15)
                .isSortedAccordingTo(
                        Comparator.comparingDouble(ScoredImage::confidence).reversed());
        assertThat(shirts(60, 5).mostConfidentWrong()).hasSize(20);
    }

    @Test
    void theMapOfAnErrorShowsWhereTheNetworkLookedForItsWrongLabel() {
        ScoreSection explained = new ScoreSection(SHIRTS.scored()
                .explained(images -> images.stream()
                        .map(image -> {
                            float[] probabilities = new float[10];
                            probabilities[COAT] = image.pixel(5, 5) > 0 ? 0.9f : 0.5f;
                            probabilities[SHIRT] = 1 - probabilities[COAT];
                            return probabilities;
                        })
                        .toList()));

        assertThat(SHIRTS.explained()).isFalse();
        assertThat(explained.explained()).isTrue();
        ScoredImage worst = explained.mostConfidentWrong().get(0);
        assertThat(worst.heat()).isNotNull();
        assertThat(explained.right().get(0).heat()).isNull();
    }

    private static ScoreSection shirts(int images, int right) {
        float[][] logits = new float[images][10];
        byte[] labels = new byte[images];
        for (int i = 0; i < images; i++) {
            labels[i] = (byte) SHIRT;
            logits[i][i < right ? SHIRT : COAT] = 1 + 0.1f * i;
        }
        LabelledImages shirts = new LabelledImages(new byte[images * 784], labels);
        return new ScoreSection(
                ScoredImages.of("Shirts", shirts, new Predictions(logits, labels, Classes.FASHION_MNIST), 1));
    }
}
