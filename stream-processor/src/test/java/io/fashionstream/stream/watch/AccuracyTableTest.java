package io.fashionstream.stream.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelAlias;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccuracyTableTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private final AccuracyTable table = new AccuracyTable(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown());

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

    @ParameterizedTest
    @ValueSource(strings = {"a b", "b a"})
    void theTableIsOfTheModelThatTheAliasPointsAtThoughNeitherLabels(String ids) {
        String first = ids.substring(0, 1);
        String second = ids.substring(2);
        table.add(row(ModelAlias.CHAMPION, first, "ALL", 1, 100, 90));
        table.add(retired(row(ModelAlias.CHAMPION, first, "ALL", 2, 100, 90)));
        table.add(row(ModelAlias.CHAMPION, second, "ALL", 2, 5, 5));

        assertThat(table.lines().get(0)).startsWith("champion " + second);
        assertThat(table.lines()).last().asString().contains("retired champion " + first + " ALL: 90 of 100 right");

        table.add(row(ModelAlias.CHAMPION, first, "ALL", 3, 100, 90));
        table.add(retired(row(ModelAlias.CHAMPION, second, "ALL", 3, 5, 5)));
        assertThat(table.lines().get(0)).startsWith("champion " + first);
        assertThat(table.lines()).last().asString().contains("retired champion " + second);

        table.add(row(ModelAlias.CHAMPION, first, "ALL", 4, 100, 90));
        assertThat(table.lines()).noneMatch(line -> line.contains("retired"));
    }

    @Test
    void aChallengerThatWasWithdrawnIsRetired() {
        table.add(row(ModelAlias.CHALLENGER, "b", "ALL", 1, 10, 9));
        table.add(retired(row(ModelAlias.CHALLENGER, "b", "ALL", 2, 10, 9)));

        assertThat(table.lines()).singleElement().asString().contains("retired challenger b ALL: 9 of 10 right");
    }

    @Test
    void theChallengerHasATableOfItsOwn() {
        table.add(row(ModelAlias.CHALLENGER, "b", "ALL", 1, 10, 9));
        table.add(row(ModelAlias.CHAMPION, "a", "ALL", 1, 10, 8));

        assertThat(table.lines()).filteredOn(line -> line.startsWith("ch")).hasSize(2);
        assertThat(table.lines().get(0)).startsWith("champion a");
    }

    @Test
    void classesStandInTheOrderOfTheModelAndByItsNames() {
        String wide = "Gloves of a very long name, longer than any table";
        AccuracyTable named = new AccuracyTable(
                Paint.PLAIN,
                ZoneOffset.UTC,
                new ReleasedClasses(() -> List.of(ReleasedClassesTest.release("a", "Panama", wide))));
        named.add(row(ModelAlias.CHAMPION, "a", "GLOVES", 1, 10, 8));
        named.add(row(ModelAlias.CHAMPION, "a", "HAT", 1, 20, 18));
        named.add(row(ModelAlias.CHAMPION, "a", "ALL", 1, 30, 26));

        assertThat(named.lines().get(2)).startsWith("Panama  ").contains("20", "0.900");
        assertThat(named.lines().get(3)).startsWith("Gloves of a very long name, l...       10");
        assertThat(named.lines().subList(1, 5))
                .extracting(line -> line.indexOf("published") + line.length())
                .containsOnly(named.lines().get(1).length() - 1);
    }

    @Test
    void whatIsNotKnownIsADash() {
        ClassAccuracy.Figures none = new ClassAccuracy.Figures(
                ClassAccuracy.Evidence.EMPTY, 0, 0, 0, null, null, null, null, null, null, null, Map.of());
        ClassAccuracy row = new ClassAccuracy(
                ModelAlias.CHAMPION, "a", "ALL", NOON, NOON.plusSeconds(300), none, none, 1, NOON, null);

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
        return new ClassAccuracy(alias, model, scope, end.minusSeconds(300), end, figures, figures, step, end, true);
    }

    private static ClassAccuracy retired(ClassAccuracy row) {
        return new ClassAccuracy(
                row.alias(),
                row.modelId(),
                row.scope(),
                row.windowStart(),
                row.windowEnd(),
                row.window(),
                row.total(),
                row.sequence(),
                row.publishedTime(),
                false);
    }
}
