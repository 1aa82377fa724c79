package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fashionstream.browser.HeadlessBrowser;
import io.fashionstream.browser.HeadlessBrowser.ColourScheme;
import io.fashionstream.stream.http.HttpAnswer;
import io.fashionstream.stream.http.HttpPort;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.WebElement;

/** The live page as a browser shows it, for states that {@link LivePageStates} writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageTest {
    private static final String SMALL = "a".repeat(64);
    private static final String GREAT = "f".repeat(64);

    private static final History NOTHING_YET = new History(() -> {
        throw new IllegalStateException("not started");
    });

    private volatile LivePageStates state = new LivePageStates();
    private volatile History history = NOTHING_YET;
    private HeadlessBrowser browser;
    private HttpPort server;

    @BeforeAll
    void open() {
        server = new HttpPort("localhost", 0);
        LivePage.addTo(server);
        server.page(
                "/state.json",
                () -> HttpAnswer.of("application/json", state.json().getBytes(StandardCharsets.UTF_8)));
        server.page("/history.json", () -> HttpAnswer.of("application/json", json(history.columns())));
        server.start();
        browser = HeadlessBrowser.start();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        server.close();
    }

    private static byte[] json(History.Columns columns) {
        try {
            return new ObjectMapper().writeValueAsBytes(columns);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void forget() {
        history = NOTHING_YET;
    }

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void aCanaryStandsBesideTheModelsWithItsShareItsStepAndHowItDoes() {
        show(new LivePageStates().champion(GREAT, 0.9, 1000).canary(SMALL, 0.025, true));

        assertThat(text("#canary"))
                .contains("aaaaaaaaaaaa", "2.5 %", "of 2.5, 25, 100 %", "begun <b>now</b>", "+0.9 points")
                .contains("−1.7 to +3.0, allowed −2.0; 640 and 12,110 truths, needed 200")
                .doesNotContain("not on this instance");
        show(new LivePageStates()
                .champion(GREAT, 0.9, 1000)
                .canary(SMALL, 0.025, false)
                .alert(SMALL, "BAG", "RAISED"));
        assertThat(browser.first("#old-alerts").isDisplayed()).isFalse();
        assertThat(text("#canary")).contains("not on this instance");
        show(new LivePageStates().champion(GREAT, 0.9, 1000));
        assertThat(browser.all("#canary")).isEmpty();
    }

    @Test
    void anIdleProcessorWithoutAModelSaysThatItKnowsNothing() {
        show(new LivePageStates());

        assertThat(text("#state")).isEqualTo("waiting for model");
        assertThat(text("#model")).isEqualTo("no model yet");
        assertThat(text("#latency")).isEqualTo("–");
        assertThat(text("#latency-note")).startsWith("unknown: no label in the last minutes");
        assertThat(text("#accuracy")).isEqualTo("–");
        assertThat(text("#models")).isEqualTo("Waiting for a first released model.");
        assertThat(browser.first("#passed").isDisplayed()).isFalse();
    }

    @Test
    void figuresNameTheirModelThroughReleaseAndRollBack() {
        show(new LivePageStates().champion(SMALL, 0.9, 10).rollout(SMALL, "SERVING"));
        assertThat(text("#accuracy-of")).contains(SMALL.substring(0, 12));
        assertThat(text("#models")).contains("90.0 %");
        assertThat(pills()).containsExactly("serving good");

        show(new LivePageStates()
                .champion(GREAT, 0.8, 10)
                .rollout(GREAT, "SERVING")
                .rollout(SMALL, "SERVING"));
        assertThat(text("#model")).contains(GREAT.substring(0, 12));
        assertThat(text("#accuracy-of")).contains(GREAT.substring(0, 12));
        assertThat(text("#accuracy")).isEqualTo("80.0 %");
        assertThat(pills()).containsExactly("serving good", "served");

        show(new LivePageStates()
                .champion(SMALL, 0.9, 10)
                .rollout(SMALL, "SERVING")
                .rollout(GREAT, "REFUSED")
                .rollout(GREAT, "SERVING")
                .rollout(SMALL, "SERVING"));
        assertThat(text("#accuracy")).isEqualTo("90.0 %");
        assertThat(pills()).containsExactly("serving good", "refused bad", "served", "served");
    }

    @Test
    void tableAndConfusionCountTheSameLabelsAndSayWhich() {
        show(new LivePageStates().champion(SMALL, null, 0));

        assertThat(text("#scope-note")).contains("labels from").endsWith("none with a truth");
        assertThat(texts("#classes td:nth-child(3)")).hasSize(10).containsOnly("–");
        assertThat(texts("#confusion td")).hasSize(100).containsOnly("–");

        browser.first("input[value=total]").click();

        assertThat(text("#scope-note")).contains("all labels since").endsWith("1,000 with a truth");
        assertThat(texts("#classes td:nth-child(3)")).containsOnly("95.0 %");
        assertThat(texts("#confusion td")).hasSize(100).contains("95", "").doesNotContain("–");
    }

    @Test
    void categoriesAreNamedAsTheProcessorNamesThem() {
        show(new LivePageStates().champion(SMALL, 0.9, 10).image("BAG", "COAT"));

        assertThat(texts("#classes td:first-child")).hasSize(10).contains("T-shirt/top", "Ankle boot");
        assertThat(text("#images figcaption")).isEqualTo("✗ Bag\n90 %, sku-1");
        assertThat(browser.all("#images figure.wrong canvas")).hasSize(1);
        assertThat(browser.run("""
                        const canvas = document.querySelector('#images canvas');
                        return canvas.getContext('2d').getImageData(0, 0, 1, 1).data[0];
                        """)).isEqualTo(55L);
    }

    @Test
    void classesAreThoseOfTheStateAndNoOthers() {
        show(new LivePageStates().classes("ZERO", "ONE").champion(SMALL, 0.9, 10));

        assertThat(texts("#classes td:first-child")).containsExactly("name of ZERO", "name of ONE");
        assertThat(texts("#confusion td")).hasSize(4);
    }

    @Test
    void truthsThatTheModelDoesNotKnowAreCountedBesideItsAccuracy() {
        show(new LivePageStates().champion(SMALL, 0.9, 10).health(SMALL, 0.08, "MODERATE"));
        assertThat(text("main")).doesNotContain("no class of the model");

        show(new LivePageStates().champion(SMALL, 0.9, 10).unknownTruths(1_234).health(SMALL, 0.08, "MODERATE"));
        assertThat(text("#accuracy-note")).contains("1,234 more a truth that is no class of the model");
        assertThat(text("#models")).contains("1,234 truths are no class of the model");
    }

    @Test
    void chartsShowTheLastHourWhenThePageIsOpenedAndWhenItIsReloaded() {
        history = hour();
        show(new LivePageStates().champion(SMALL, 0.9, 10));
        browser.await("document.querySelectorAll('.chart canvas').length === 4");
        String said = label("#rate-chart");

        show(new LivePageStates().champion(SMALL, 0.9, 10));
        browser.await("document.querySelectorAll('.chart canvas').length === 4");

        assertThat(said).contains("images/s", "from 0 to 718");
        assertThat(label("#rate-chart")).isEqualTo(said);
        assertThat(label("#latency-chart")).contains("median: ", "to 359 ms", "99 %: ", "to 3,590 ms");
        assertThat(label("#waiting-chart")).contains("to 35,900");
        assertThat(label("#accuracy-chart")).contains("now 90.0 %", "from 50.0 %");
    }

    @Test
    void chartsWithNothingToDrawSaySo() {
        show(new LivePageStates());

        assertThat(texts(".chart")).hasSize(4).allMatch(text -> text.equals("Nothing is known yet."));
    }

    @Test
    void anOpenAlertIsTheFirstThingToBeSeen() {
        show(new LivePageStates().champion(SMALL, 0.9, 10));
        assertThat(browser.first("#alerts").isDisplayed()).isFalse();

        show(new LivePageStates()
                .champion(SMALL, 0.9, 10)
                .alert(SMALL, "SHIRT", "RAISED")
                .alert(SMALL, "ALL", "RECOVERED"));

        assertThat(texts("#alert-list li").get(0))
                .contains("▲ raised", "Shirt", "champion aaaaaaaaaaaa", "55.0 % of 210 truths, asked for 70.0 %");
        assertThat(texts("#alert-list li").get(1)).contains("✓ recovered", "all classes");
        assertThat(browser.run("return document.title")).isEqualTo("(1) Fashion Stream");
    }

    @Test
    void alertsOfAModelThatServesNoMoreAreFoldedAndDoNotCount() {
        show(new LivePageStates().champion(SMALL, 0.9, 10).alert(GREAT, "SHIRT", "RAISED"));

        assertThat(text("#old-alert-count")).isEqualTo("1 of models that serve no more");
        assertThat(browser.first("#old-alert-list").isDisplayed()).isFalse();
        assertThat(browser.run("return document.title")).isEqualTo("Fashion Stream");

        browser.first("#old-alerts summary").click();
        assertThat(text("#old-alert-list")).contains("▲ raised", "Shirt", "champion ffffffffffff");
    }

    @Test
    void calibrationAndDriftStandBesideTheAccuracyOfTheModelThatTheyAreOf() {
        show(new LivePageStates().champion(SMALL, 0.9, 10).health(SMALL, 0.08, "LARGE"));

        assertThat(text("#models"))
                .contains("compact-cnn int8 aaaaaaaaaaaa", "90.0 %", "50.0 % to 99.0 %, 100 truths", "93.7 %")
                .contains("8.0 %", "confidences mislead, on 640 labels", "0.310", "large")
                .contains("drift of the pictures", "0.207", "moderate by ink");
        assertThat(texts("#classes tbody tr:first-child td")).contains("40.0 %", "10.0 %");
    }

    @Test
    void instancesAndWhatWaitsForThemAreNamed() {
        show(new LivePageStates()
                .champion(SMALL, 0.9, 10)
                .instance("one", true, 1_200)
                .instance("two", true, 0)
                .instance("three", false, 0));

        assertThat(text("#waiting")).isEqualTo("1,200 images");
        assertThat(text("#waiting-note")).isEqualTo("1,200 of them in partition 4");
        assertThat(text("#instance-count")).isEqualTo("2");
        assertThat(text("#instance-note")).isEqualTo("share 6 partitions; 1 left within the hour");
        assertThat(texts("#instances td.name")).containsExactly("one (this one)", "two", "three");
        assertThat(texts("#instances td:last-child").get(2)).startsWith("left, last");
    }

    @Test
    void rejectionsGiveTheirReasonAndTheirRecord() {
        show(new LivePageStates().champion(SMALL, 0.9, 10).rejection("expected at most 25 million, got 40"));

        assertThat(text("#rejections"))
                .contains("too many pixels", "expected at most 25 million, got 40", "sku-1, product-images/2/17");
    }

    @Test
    void whatStrangersSendIsTextAndNeverMarkup() {
        String hostile = "<img src=x onerror=\\\"document.title='broken in'\\\">";
        show(new LivePageStates()
                .champion(SMALL, 0.9, 10)
                .product(hostile)
                .image("BAG", "BAG")
                .rejection(hostile)
                .alert(SMALL, hostile, "ENDED")
                .instance(hostile, true, 0)
                .passedOver("<b>bold</b>"));

        assertThat(browser.all("main img, #passed-over b")).isEmpty();
        assertThat(text("#passed-over")).contains("3 events answered before", "<b>bold</b>");
        assertThat(text("#rejections")).contains("<img src=x onerror=");
        assertThat(text("#instances")).contains("<img src=x onerror=");
        assertThat(text("#alert-list")).contains("<img src=x onerror=");
        assertThat(browser.run("return document.title")).isEqualTo("Fashion Stream");
    }

    @Test
    void itCanBeUsedOnATelephone() {
        history = hour();
        show(everything());
        browser.open(server.address(), 420, 900, ColourScheme.DARK);
        await().until(() -> !texts("#confusion td").isEmpty());

        assertThat(browser.partsThatScrollSideways()).isEmpty();
        assertThat(browser.all("#confusion td")).allMatch(cell -> cell.getSize().getWidth() >= 20);
        assertThat(browser.all(".chart canvas")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {420, 800, 1010, 1200, 1410, 1900})
    void nothingSticksOutOfItsCard(int widthPixels) {
        show(everything());
        browser.open(server.address(), widthPixels, 900, ColourScheme.LIGHT);
        await().until(() -> !texts("#confusion td").isEmpty());

        assertThat(browser.run("""
                        return [...document.querySelectorAll('section *')].filter(each => each.getBoundingClientRect().width
                            && each.getBoundingClientRect().right > each.closest('section').getBoundingClientRect().right)
                            .map(each => `${each.tagName}.${each.className}: ${each.textContent.slice(0, 40)}`);
                        """)).isEqualTo(List.of());
    }

    @Test
    void allTextStandsOutFromWhatIsBehindItInBothColourSchemes() {
        show(everything());
        assertThat(browser.faintTexts()).isEqualTo(List.of());

        browser.prefer(ColourScheme.DARK);
        assertThat(browser.faintTexts()).isEqualTo(List.of());
    }

    private LivePageStates everything() {
        return new LivePageStates()
                .champion(SMALL, 0.9, 10)
                .health(SMALL, 0.08, "MODERATE")
                .rollout(SMALL, "SERVING")
                .rollout(GREAT, "REFUSED")
                .alert(SMALL, "SHIRT", "RAISED")
                .alert(SMALL, "ALL", "RECOVERED")
                .instance("one", true, 1_200_000)
                .instance("y".repeat(100), false, 0)
                .product("z".repeat(300))
                .image("BAG", "BAG")
                .image("BAG", "COAT")
                .rejection("w".repeat(300))
                .passedOver("x".repeat(200));
    }

    /** An hour in which everything rises. */
    private static History hour() {
        History hour = new History(() -> {
            throw new IllegalStateException("not started");
        });
        Instant start = Instant.parse("2026-11-22T10:59:00Z");
        for (int i = 0; i < 360; i++) {
            double accuracy = 0.5 + i / 1000.0;
            hour.add(new History.Moment(
                    start.plusSeconds(10L * i),
                    10L * i * (i + 1),
                    i * 1.0,
                    i * 10.0,
                    i * 100L,
                    accuracy,
                    i < 180 ? GREAT : SMALL));
        }
        return hour;
    }

    /** Shows {@code next} on a page that is opened for it. */
    private void show(LivePageStates next) {
        state = next;
        browser.open(server.address(), 1400, 1000, ColourScheme.LIGHT);
        await().pollInterval(Duration.ofMillis(20)).until(() -> text("#where").startsWith("one, "));
    }

    private String label(String selector) {
        return String.valueOf(browser.first(selector).getDomAttribute("aria-label"));
    }

    private String text(String selector) {
        return browser.first(selector).getText();
    }

    private List<String> texts(String selector) {
        return browser.all(selector).stream().map(WebElement::getText).toList();
    }

    private List<String> pills() {
        return browser.all("#rollouts .pill").stream()
                .map(pill -> pill.getText()
                        + String.valueOf(pill.getDomAttribute("class"))
                                .replace("pill", "")
                                .stripTrailing())
                .toList();
    }
}
