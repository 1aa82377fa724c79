package io.fashionstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.browser.HeadlessBrowser;
import io.fashionstream.browser.HeadlessBrowser.ColourScheme;
import io.fashionstream.event.Category;
import io.fashionstream.trainer.data.Exploration;
import io.fashionstream.trainer.data.FashionMnist;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.training.TrainingPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** All reports as a reader sees them, on a desk and on a telephone. */
final class ReportsInBrowserTest {
    private static final String ALL_DRAWN =
            "[...document.querySelectorAll('.chart')].every(chart => chart.querySelector('svg text'))";

    @TempDir
    private static Path folder;

    private static HeadlessBrowser browser;

    @BeforeAll
    static void writeReportsAndStartTheBrowser() throws IOException {
        browser = HeadlessBrowser.start();
        TrainingRun run = SampleRun.of("train --epochs 60");
        write("training", TrainingReport.render(run));
        write("one-epoch", TrainingReport.render(SampleRun.of("train", Map.of(), TrainingPlan.DEFAULT, 1)));
        write("evaluation", EvaluationReport.render("4f2c9a", run.manifest(), run.sets(), List.of(run.serving())));
        write("comparison", ComparisonReport.render(SampleRun.comparison()));
        write("exploration", ExplorationReport.render(Exploration.of(FashionMnist.read(Sample.FOLDER), 1)));
    }

    private static void write(String name, String page) throws IOException {
        Files.writeString(folder.resolve(name + ".html"), page);
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "training, 1280, LIGHT, 8", "training, 420, DARK, 8",
        "one-epoch, 1280, DARK, 4", "one-epoch, 420, LIGHT, 4",
        "evaluation, 1280, DARK, 4", "evaluation, 420, LIGHT, 4",
        "comparison, 1280, LIGHT, 5", "comparison, 420, DARK, 5",
        "exploration, 1280, LIGHT, 2", "exploration, 420, DARK, 2",
    })
    void everythingIsDrawnWithoutAnErrorAndFitsTheWidth(String report, int width, ColourScheme scheme, int charts) {
        open(report, width, scheme);

        assertThat(browser.all(".chart svg")).hasSize(charts);
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.partsThatScrollSideways()).isEmpty();
        assertThat(browser.run(
                        "return performance.getEntriesByType('resource').filter(r => !r.name.startsWith('data:'))"))
                .isEqualTo(List.of());
    }

    @Test
    void aClickOnACellOfTheConfusionMatrixShowsItsImages() {
        open("evaluation", 420, ColourScheme.LIGHT);
        WebElement cell = browser.first("#test-set td.wrong button");
        assertThat(browser.all(".chosen img")).isEmpty();

        cell.click();

        WebElement chosen = browser.first("#test-set .chosen");
        int count = Integer.parseInt(cell.getText().lines().findFirst().orElseThrow());
        assertThat(chosen.getText())
                .startsWith(String.valueOf(cell.getDomAttribute("title")).replace('\u00a0', ' '));
        assertThat(browser.all("#test-set .chosen img")).hasSize(count);
        assertThat(browser.run(
                        "return [...document.querySelectorAll('.chosen img')].every(i => i.naturalWidth === 28)"))
                .isEqualTo(true);
        assertThat(cell.getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.partsThatScrollSideways()).isEmpty();
    }

    @Test
    void theNextCellTakesTheFirstOnesPlace() {
        open("evaluation", 1280, ColourScheme.LIGHT);
        browser.first("#validation td.wrong button").click();

        WebElement right = browser.first("#validation td.right button");
        right.click();

        assertThat(browser.all("#validation [aria-pressed=true]")).containsExactly(right);
        assertThat(browser.first("#validation .chosen").getText())
                .startsWith(Category.T_SHIRT_TOP.displayName() + " labelled " + Category.T_SHIRT_TOP.displayName());
        assertThat(browser.all("#test-set .chosen img")).isEmpty();
    }

    @Test
    void aClickOnALabelThatMovedShowsTheImagesThatOneModelAloneLabelledSo() {
        open("comparison", 1280, ColourScheme.LIGHT);
        assertThat(browser.all("#gained figure")).hasSize(gainedImages());
        assertThat(browser.first("#gained figcaption").getText())
                .containsPattern("A: .* %, .* %")
                .contains("B: ");

        browser.first("#moved td.wrong button").click();

        assertThat(browser.all("#moved .chosen img")).isNotEmpty();
        assertThat(browser.first("#moved .chosen").getText()).contains("Images that one model alone labelled so");
        assertThat(browser.errors()).isEmpty();
        assertThat(browser.partsThatScrollSideways()).isEmpty();
    }

    private static int gainedImages() {
        return SampleRun.comparison().comparison().gained().size();
    }

    @Test
    void pageAndChartsFollowTheReadersColours() {
        open("training", 1280, ColourScheme.LIGHT);
        @Nullable Object light = colours();

        browser.prefer(ColourScheme.DARK);
        // The charts are drawn anew some time after the reader's system has changed.
        browser.await("echarts.getInstanceByDom(document.querySelector('.chart')).getOption().color[0] !== '#2563a8'");
        browser.await(ALL_DRAWN);

        assertThat(light).isEqualTo(List.of("rgb(255, 255, 255)", "#5d6b7a", "#2563a8"));
        assertThat(colours()).isEqualTo(List.of("rgb(27, 34, 41)", "#9aa7b4", "#5b9be0"));
    }

    /** Of a section, of an axis and of the first series. */
    private static @Nullable Object colours() {
        return browser.run("""
                const chart = echarts.getInstanceByDom(document.querySelector('.chart'));
                return [getComputedStyle(document.querySelector('section')).backgroundColor,
                    chart.getOption().xAxis[0].axisLabel.color, chart.getOption().color[0]];
                """);
    }

    private static void open(String report, int width, ColourScheme scheme) {
        URI page = folder.resolve(report + ".html").toUri();
        browser.open(page, width, 900, scheme);
        browser.await(ALL_DRAWN);
    }
}
