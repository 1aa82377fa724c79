package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fashionstream.browser.HeadlessBrowser;
import io.fashionstream.browser.HeadlessBrowser.ColourScheme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.WebElement;

/** The live page as a browser shows it, for states that {@link LivePageStates} writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LivePageTest {
    private static final String SMALL = "a".repeat(64);
    private static final String GREAT = "f".repeat(64);

    private volatile LivePageStates state = new LivePageStates();
    private HeadlessBrowser browser;
    private OpsServer server;

    @BeforeAll
    void open() {
        server = new OpsServer("localhost", 0);
        LivePage.addTo(server);
        server.page(
                "/state.json", () -> OpsPage.of("application/json", state.json().getBytes(StandardCharsets.UTF_8)));
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

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        assertThat(browser.errors()).isEmpty();
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
        assertThat(text("#images figcaption")).startsWith("Bag 90 %");
        assertThat(browser.all("#images figure.wrong canvas")).hasSize(1);
        assertThat(browser.run("""
                        const canvas = document.querySelector('#images canvas');
                        return canvas.getContext('2d').getImageData(0, 0, 1, 1).data[0];
                        """)).isEqualTo(55L);
    }

    @Test
    void whatStrangersSendIsTextAndNeverMarkup() {
        show(new LivePageStates()
                .champion(SMALL, 0.9, 10)
                .product("<img src=x onerror=\\\"document.title='broken in'\\\">")
                .image("BAG", "BAG")
                .passedOver("<b>bold</b>"));

        assertThat(browser.all("#images img, #passed-over b")).isEmpty();
        assertThat(text("#passed-over")).contains("3 events answered before", "<b>bold</b>");
        assertThat(browser.run("return document.title")).isEqualTo("Fashion Stream");
    }

    @Test
    void itCanBeUsedOnATelephone() {
        show(new LivePageStates()
                .champion(SMALL, 0.9, 10)
                .rollout(SMALL, "SERVING")
                .image("BAG", "BAG")
                .passedOver("x".repeat(200)));
        browser.open(server.address(), 420, 900, ColourScheme.DARK);
        await().until(() -> !texts("#confusion td").isEmpty());

        assertThat(browser.partsThatScrollSideways()).isEmpty();
        assertThat(browser.all("#confusion td")).allMatch(cell -> cell.getSize().getWidth() >= 20);
    }

    /** Shows {@code next} on a page that is opened for it. */
    private void show(LivePageStates next) {
        state = next;
        browser.open(server.address(), 1400, 1000, ColourScheme.LIGHT);
        await().pollInterval(Duration.ofMillis(20)).until(() -> text("#where").startsWith("one, "));
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
