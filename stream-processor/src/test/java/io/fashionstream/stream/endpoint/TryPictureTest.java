package io.fashionstream.stream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.browser.HeadlessBrowser;
import io.fashionstream.browser.HeadlessBrowser.ColourScheme;
import io.fashionstream.event.Category;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.stream.ops.LivePageStates;
import io.fashionstream.stream.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The box of the live page that a picture is dropped into, with a real model behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TryPictureTest {
    /** Drops a file that the page makes itself. */
    private static final String DROP = """
            const files = new DataTransfer();
            files.items.add(new File([new Uint8Array(arguments[0])], 'dropped.raw'));
            document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}));
            """;

    private final EndpointServer server = new EndpointServer();
    private HeadlessBrowser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    void open() {
        server.serve(ModelAlias.CHAMPION, TestModels.artifact("one"));
        server.showPage(new LivePageStates().champion("a".repeat(64), 0.9, 10).json());
        browser = HeadlessBrowser.start();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        server.close();
    }

    @BeforeEach
    void load() {
        browser.open(server.address(), 1200, 1000, ColourScheme.LIGHT);
        browser.await("document.querySelector('#model').textContent.includes('serving')");
    }

    @Test
    void aChosenPictureShowsWhatTheNetworkSawAndTheProbabilityOfEachClass() throws IOException {
        choose(TestModels.image(Category.ANKLE_BOOT).toBytes());

        assertThat(text("#tried-note")).startsWith("boot.raw: Ankle boot, 9").contains("sure", "(fp32)");
        assertThat(texts(".probabilities th"))
                .hasSize(10)
                .startsWith("Ankle boot")
                .contains("T-shirt/top");
        assertThat(pixel("#seen", 4, 25)).isEqualTo(0L);
        assertThat(pixel("#seen", 4, 2)).isEqualTo(255L);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void whyCanBeAskedWithTheKeyboardAndIsSaidInWordsToo() throws IOException {
        choose(TestModels.image(Category.BAG).toBytes());

        browser.first("#why").sendKeys(Keys.ENTER);
        browser.await("document.querySelector('#heat')");

        assertThat(text("#tried .seen figure:last-child figcaption"))
                .startsWith("blue: covering 4 x 4 pixels there divides the odds of Bag by up to ");
        assertThat(pixel("#heat", 14, 23)).isLessThan(150L);
        assertThat(pixel("#heat", 14, 5)).isEqualTo(255L);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theBoxIsReachedWithTheTabulatorAndHasAName() {
        browser.run("document.querySelector('#picture').focus()");

        assertThat(browser.run("return document.activeElement.id")).isEqualTo("picture");
        assertThat(browser.first("#picture").getAccessibleName()).contains("Choose a picture");
    }

    @Test
    void aPictureMayBeDroppedAnywhere() {
        byte[] bag = TestModels.image(Category.BAG).toBytes();
        browser.run(
                DROP,
                java.util.stream.IntStream.range(0, bag.length)
                        .mapToObj(i -> Byte.toUnsignedInt(bag[i]))
                        .toList());

        browser.await("document.querySelector('#seen')");

        assertThat(text("#tried-note")).startsWith("dropped.raw: Bag");
    }

    @Test
    void whatIsNoPictureIsSaidToBeNone() throws IOException {
        choose("<svg onload='document.title=1'></svg>".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(text("#tried-note")).startsWith("unsupported type").contains("SVG");
        assertThat(browser.all("#seen")).isEmpty();
        assertThat(browser.errors()).hasSize(1).allMatch(error -> error.contains("422"));
    }

    @Test
    void nothingSticksOutOnATelephone() throws IOException {
        browser.open(server.address(), 420, 900, ColourScheme.DARK);
        choose(TestModels.image(Category.BAG).toBytes());
        browser.first("#why").click();
        browser.await("document.querySelector('#heat')");

        assertThat(browser.partsThatScrollSideways()).isEmpty();
        assertThat(browser.errors()).isEmpty();
    }

    private void choose(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("boot.raw"), content);
        browser.first("#picture").sendKeys(file.toString());
        browser.await("!['', 'Labelling …'].includes(document.querySelector('#tried-note').textContent)");
    }

    private long pixel(String canvas, int x, int y) {
        Object level = browser.run(
                "return document.querySelector(arguments[0]).getContext('2d').getImageData(arguments[1], arguments[2], 1, 1)"
                        + ".data[0]",
                canvas,
                x,
                y);
        return ((Number) java.util.Objects.requireNonNull(level)).longValue();
    }

    private String text(String selector) {
        return browser.first(selector).getText();
    }

    private List<String> texts(String selector) {
        return browser.all(selector).stream().map(WebElement::getText).toList();
    }
}
