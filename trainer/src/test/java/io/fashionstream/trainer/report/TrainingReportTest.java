package io.fashionstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.accuracy.ConfusionMatrix;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.trainer.evaluation.Reliability.Bin;
import io.fashionstream.trainer.evaluation.ScoredImages;
import io.fashionstream.trainer.training.Augmentation;
import io.fashionstream.trainer.training.Mixing;
import io.fashionstream.trainer.training.TrainingPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingReportTest {
    private static final TrainingRun RUN = SampleRun.of("train --epochs 60");
    private static final ScoredImages VALIDATION = RUN.sets().get(0);
    private static final ScoredImages TEST = RUN.sets().get(1);
    private static final String PAGE = TrainingReport.render(RUN);

    @Test
    void thePageHasAllParts() {
        assertThat(PAGE)
                .contains("<h2>At a glance</h2>", "<h2>Training and validation curves</h2>", "<h2>Network</h2>")
                .contains("<h2>Augmentation</h2>", "<h2>Validation</h2>", "<h2>Test set</h2>")
                .contains("<h2>Predicted classes</h2>", "<h2>How to read its outputs</h2>")
                .contains("<h2>How to make it again</h2>", "train --epochs 60", "c59f468a", "1.0.0-M2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, the weights after the last epoch",
        "5, 0, the weights after that epoch",
        "0, 12, the mean of the weights after each of the last 12 epochs",
    })
    void theCurvesSayWhichWeightsTheModelHas(String patience, String averaged, String expected) {
        Map<String, String> options = Map.of("patience", patience, "average-epochs", averaged);

        assertThat(TrainingReport.render(SampleRun.of("train", options, TrainingPlan.DEFAULT, 60)))
                .contains(". The model has " + expected + ".");
    }

    @Test
    void thePageNeedsNothingElseAndIsSmall() {
        assertThat(PAGE.length()).isLessThan(1_000_000);
        assertThat(PAGE).doesNotContain("<link", " src=\"http", "url(", "{{", "{%");
    }

    @Test
    void theChartsShowTheRunsFigures() throws JsonProcessingException {
        List<JsonNode> charts = charts(PAGE);

        assertThat(charts).hasSize(4 + 2 * 2);
        assertThat(charts.get(0).at("/series/1/name").asText()).isEqualTo("validation");
        assertThat(charts.get(0).at("/series/1/data")).hasSize(60);
        assertThat(charts.get(0).at("/series/1/data/0").asDouble()).isEqualTo(1.05);
        assertThat(charts.get(1).at("/series/0/data/59").asDouble()).isEqualTo(93.5);
        assertThat(charts.get(4).at("/series/0/data")).hasSize(15);
    }

    @Test
    void theReliabilityDiagramSaysHowManyImagesEachBinHas() throws JsonProcessingException {
        JsonNode images = charts(PAGE).get(5).at("/series/0");

        List<Integer> expected = VALIDATION.evaluation().calibrated().bins().stream()
                .map(Bin::images)
                .toList();
        assertThat(images.at("/label/show").asBoolean()).isTrue();
        assertThat(images.at("/data")).extracting(JsonNode::asInt).containsExactlyElementsOf(expected);
    }

    @Test
    void aRunOfOneEpochIsToldInFiguresAndNotDrawn() throws JsonProcessingException {
        String page = TrainingReport.render(SampleRun.of("train --epochs 1", Map.of(), TrainingPlan.DEFAULT, 1));

        assertThat(charts(page)).hasSize(2 * 2);
        assertThat(page)
                .contains("<b>1.3000</b><span>training loss</span>", "<b>70.00\u00a0%</b><span>validation accuracy");
    }

    @Test
    void aRunWithoutEpochsOrAugmentationHasNoSectionOfThem() {
        TrainingPlan plain = TrainingPlan.quick(Duration.ofMinutes(1), 1, 1e-3, 1);

        assertThat(TrainingReport.render(SampleRun.of("train", Map.of(), plain, 0)))
                .doesNotContain("Training and validation curves", "#curves", "Augmentation", "#augmentation");
    }

    @Test
    void augmentedImagesAreSaidToBeMixedWhereTheyWere() {
        TrainingPlan plain = TrainingPlan.DEFAULT;
        TrainingPlan mixed = new TrainingPlan(
                plain.steps(),
                plain.seed(),
                plain.length(),
                plain.optimisation(),
                plain.objective(),
                new Augmentation(true, 1, 0.25, new Mixing(0, 0.5)),
                plain.scaling(),
                plain.outcome());

        assertThat(TrainingReport.render(SampleRun.of("train", Map.of(), mixed, 1)))
                .contains("--cutmix");
        assertThat(TrainingReport.render(SampleRun.of("train", Map.of(), plain, 1)))
                .doesNotContain("--cutmix");
    }

    @Test
    void theConfusionMatrixAndTheReportAreThoseOfTheEvaluation() {
        ConfusionMatrix confusion = VALIDATION.evaluation().confusion();

        assertThat(PAGE)
                .contains("Shirt labelled Shirt: " + confusion.count(Category.SHIRT, Category.SHIRT) + " of 30 (")
                .contains("<td>accuracy</td><td></td><td></td><td>"
                        + Figures.ratio(VALIDATION.evaluation().accuracy()) + "</td><td>300</td>");
    }

    @Test
    void theGalleryShowsRightOnesAndTheMostConfidentWrongOnes() {
        double mostConfident = 0;
        int right = 0;
        for (int i = 0; i < TEST.images().size(); i++) {
            boolean isRight = TEST.predictions().isRight(i);
            right += isRight ? 1 : 0;
            mostConfident = isRight
                    ? mostConfident
                    : Math.max(mostConfident, TEST.predictions().confidence(i, TEST.temperature()));
        }

        String firstWrong = PAGE.substring(PAGE.indexOf("<figure class=\"wrong\">"));
        assertThat(firstWrong.substring(0, firstWrong.indexOf("</figure>")))
                .contains(", " + "%.1f\u00a0%%".formatted(100 * mostConfident));
        assertThat(count(PAGE, "<figure class=\"right\">")).isEqualTo(20);
        assertThat(count(PAGE, "<figure class=\"wrong\">")).isEqualTo(Math.min(20, 200 - right));
        assertThat(count(PAGE, "alt=\"original\""))
                .isEqualTo(Classes.FASHION_MNIST.categories().size());
        assertThat(count(PAGE, "alt=\"variant\""))
                .isEqualTo(7 * Classes.FASHION_MNIST.categories().size());
    }

    @Test
    void theChartingLibraryIsInThePageWhole() throws IOException {
        String packed = PAGE.substring(PAGE.indexOf("octet-stream\">") + 14);
        byte[] gzip = Base64.getDecoder().decode(packed.substring(0, packed.indexOf("</script>")));

        try (GZIPInputStream script = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            assertThat(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Licensed to the Apache Software Foundation", "echarts");
        }
    }

    @Test
    void textsCannotBreakOutOfThePage() {
        String page = TrainingReport.render(SampleRun.of("train --data '</script><script>alert(1)</script>'"));

        assertThat(page)
                .doesNotContain("<script>alert")
                .contains("train --data &#39;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;");
        assertThat(new Chart("", Map.of("name", "</script>")).json()).isEqualTo("{\"name\":\"\\u003c/script>\"}");
    }

    @Test
    void anEvaluationsPageHasTheSameMeasures() {
        String page = EvaluationReport.render("4f2c9a", RUN.manifest(), RUN.sets(), List.of(RUN.serving()));

        assertThat(page)
                .contains("Model 4f2c9a", "Test set", "Predicted classes", "5,432")
                .doesNotContain("Training and validation curves");
    }

    @Test
    void theMostConfidentErrorsHaveMapsOfWhatTheirLabelsRestOn() {
        String page = EvaluationReport.render("4f2c9a", RUN.manifest(), RUN.sets(), List.of(RUN.serving()));
        String without = EvaluationReport.render("4f2c9a", RUN.manifest(), List.of(VALIDATION), List.of(RUN.serving()));

        assertThat(count(page, "alt=\"what the label "))
                .isEqualTo(TEST.mostConfidentWrong().size())
                .isPositive();
        assertThat(page).contains("Zeiler and Fergus, 2014", "; odds by ");
        assertThat(without).doesNotContain("Zeiler", "alt=\"what the label ");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static List<JsonNode> charts(String page) throws JsonProcessingException {
        Matcher found = Pattern.compile("<script type=\"application/json\">(.*?)</script>")
                .matcher(page);
        List<JsonNode> charts = new ArrayList<>();
        while (found.find()) {
            charts.add(new ObjectMapper().readTree(found.group(1)));
        }
        return charts;
    }
}
