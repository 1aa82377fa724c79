package io.fashionstream.stream.accuracy;

import static io.fashionstream.event.Category.SHIRT;
import static io.fashionstream.event.ModelAlias.CHALLENGER;
import static io.fashionstream.event.ModelAlias.CHAMPION;
import static io.fashionstream.stream.accuracy.AccuracyDriver.MODEL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.OTHER_MODEL;
import static io.fashionstream.stream.accuracy.AccuracyDriver.START;
import static io.fashionstream.stream.accuracy.AccuracyDriver.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.stream.testing.TestModels;
import io.fashionstream.stream.watch.AccuracyTable;
import io.fashionstream.stream.watch.LatestAccuracy;
import io.fashionstream.stream.watch.Paint;
import io.fashionstream.stream.watch.ReleasedClasses;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of which model figures are, while aliases move and nobody labels anything. */
class ReleasedModelTest {
    private static final Duration STEP = AccuracySettings.DEFAULT.step();

    private final AccuracyDriver driver = new AccuracyDriver(AccuracySettings.DEFAULT);
    private final LatestAccuracy latest = new LatestAccuracy();
    private final AccuracyTable table = new AccuracyTable(Paint.PLAIN, ZoneOffset.UTC, ReleasedClasses.unknown());

    @AfterEach
    void close() {
        driver.close();
    }

    @ParameterizedTest
    @CsvSource({"aaaaaaaa, bbbbbbbb, CHAMPION", "bbbbbbbb, aaaaaaaa, CHAMPION", "bbbbbbbb, aaaaaaaa, CHALLENGER"})
    void aReleaseAndARollBackMoveTheFiguresWithinOneStep(String before, String after, ModelAlias alias) {
        driver.champion(label("1", SHIRT, SHIRT, START)).challenger(label("2", SHIRT, SHIRT, START));
        release(alias, before);
        publish();
        assertThat(latest.released(alias)).contains(id(before));

        release(alias, after);
        publish();
        requireReleased(alias, after, before);

        release(alias, before);
        publish();
        requireReleased(alias, before, after);
    }

    @Test
    void aChallengerThatWasWithdrawnBeforeItLabelledIsGoneAndTheChampionStays() {
        release(CHAMPION, "aaaaaaaa");
        release(CHALLENGER, "bbbbbbbb");
        publish();
        assertThat(latest.released(CHALLENGER)).contains(OTHER_MODEL);

        driver.release("challenger", null);
        publish();

        assertThat(latest.released(CHALLENGER)).isEmpty();
        assertThat(latest.released(CHAMPION)).contains(MODEL);
        assertThat(table.lines()).noneMatch(line -> line.startsWith("challenger"));
    }

    private void requireReleased(ModelAlias alias, String released, String retired) {
        assertThat(latest.released(alias)).contains(id(released));
        assertThat(table.lines())
                .anyMatch(line -> line.startsWith(alias.key() + " " + released) && line.contains("published"));
        assertThat(table.lines())
                .noneMatch(line -> line.startsWith(alias.key() + " " + retired))
                .noneMatch(line -> line.contains("retired " + alias.key() + " " + released));
    }

    private void release(ModelAlias alias, String model) {
        driver.release(
                alias.key(),
                new ModelRelease(alias, id(model), null, null, driver.now(), null, TestModels.manifest(model)));
    }

    private void publish() {
        driver.after(STEP);
        driver.rows().forEach(row -> {
            latest.add(row.value());
            table.add(row.value());
        });
    }

    private static String id(String start) {
        return start.startsWith("a") ? MODEL : OTHER_MODEL;
    }
}
