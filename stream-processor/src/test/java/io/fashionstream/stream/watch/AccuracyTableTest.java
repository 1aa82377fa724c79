package io.fashionstream.stream.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTableTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final AccuracyTable table = new AccuracyTable(Paint.PLAIN, ZoneOffset.UTC);

    @Test
    void saysSoWhenThereIsNothingYet() {
        assertThat(table.lines()).containsExactly("No accuracy published yet");
    }

    @Test
    void showsEachClassOnceWithItsNewestFigures() {
        table.add(row(ModelAlias.CHAMPION, "a", "SHIRT", 1, 100, 60));
        table.add(row(ModelAlias.CHAMPION, "a", "ALL", 1, 100, 60));
        table.add(row(ModelAlias.CHAMPION, "a", "SHIRT", 2, 200, 150));
        table.add(row(ModelAlias.CHAMPION, "a", "ALL", 2, 1_200, 1_080));

        assertThat(table.lines()).hasSize(4);
        assertThat(table.lines().get(0))
                .startsWith("champion a ")
                .contains("from 11:55:20 to 12:00:20")
                .contains("published 12:00:20");
        assertThat(table.lines().get(2)).contains("Shirt", "200", "150", "0.750");
        assertThat(table.lines().get(3)).contains("all", "1,200", "1,080", "0.900");
    }

    @Test
    void aReleaseMovesTheTableToTheModelThatLabels() {
        table.add(row(ModelAlias.CHAMPION, "old", "ALL", 1, 100, 90));
        table.add(row(ModelAlias.CHAMPION, "new", "ALL", 2, 5, 5));
        table.add(row(ModelAlias.CHAMPION, "old", "ALL", 2, 100, 90));

        assertThat(table.lines().get(0)).startsWith("champion new");
        assertThat(table.lines()).last().asString().contains("champion old ALL: 90 of 100 right");

        table.add(row(ModelAlias.CHAMPION, "new", "ALL", 3, 9, 9));
        assertThat(table.lines()).noneMatch(line -> line.contains("old"));
    }

    @Test
    void theChallengerHasATableOfItsOwn() {
        table.add(row(ModelAlias.CHALLENGER, "b", "ALL", 1, 10, 9));
        table.add(row(ModelAlias.CHAMPION, "a", "ALL", 1, 10, 8));

        assertThat(table.lines()).filteredOn(line -> line.startsWith("ch")).hasSize(2);
        assertThat(table.lines().get(0)).startsWith("champion a");
    }

    @Test
    void whatIsNotKnownIsADash() {
        ClassAccuracy.Figures none = new ClassAccuracy.Figures(
                ClassAccuracy.Evidence.EMPTY, 0, 0, 0, null, null, null, null, null, null, null, Map.of());
        ClassAccuracy row =
                new ClassAccuracy(ModelAlias.CHAMPION, "a", "ALL", NOON, NOON.plusSeconds(300), none, none, 1, NOON);

        assertThat(table.line(row))
                .isEqualTo("12:00:00 champion a ALL: 0 of 0 right, accuracy -, precision -, recall -, f1 -,"
                        + " coverage -, empty");
    }

    private static ClassAccuracy row(
            ModelAlias alias, String model, String scope, long step, long support, long correct) {
        double accuracy = (double) correct / support;
        ClassAccuracy.Figures figures = new ClassAccuracy.Figures(
                ClassAccuracy.Evidence.MEASURED,
                support,
                support,
                correct,
                accuracy,
                accuracy,
                accuracy,
                accuracy,
                null,
                new ClassAccuracy.Interval(accuracy - 0.05, accuracy + 0.05),
                1.0,
                Map.of(Category.SHIRT, correct));
        Instant end = NOON.plusSeconds(10 * step);
        return new ClassAccuracy(alias, model, scope, end.minusSeconds(300), end, figures, figures, step, end);
    }
}
