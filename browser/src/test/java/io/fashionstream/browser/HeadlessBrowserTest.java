package io.fashionstream.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.browser.HeadlessBrowser.ColourScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeadlessBrowserTest {
    @TempDir
    private Path folder;

    @Test
    void aPageInOrderHasNothingToComplainOf() throws IOException {
        try (HeadlessBrowser browser = HeadlessBrowser.start()) {
            browser.open(page("<p>narrow</p>"), 420, 800, ColourScheme.LIGHT);

            assertThat(browser.errors()).isEmpty();
            assertThat(browser.partsThatScrollSideways()).isEmpty();
            assertThat(browser.run("return innerWidth")).isEqualTo(420L);
            assertThat(browser.first("p").getText()).isEqualTo("narrow");
            assertThat(browser.screenshot()).startsWith(0x89, 'P', 'N', 'G');
        }
    }

    @Test
    void errorsAndWhatIsTooWideAreSeen() throws IOException {
        URI page = page("<div style='overflow-x: auto' class='box'><p style='width: 900px'>wide</p></div>"
                + "<script>throw new Error('broken on purpose')</script>");
        try (HeadlessBrowser browser = HeadlessBrowser.start()) {
            browser.open(page, 420, 800, ColourScheme.LIGHT);

            assertThat(browser.errors()).singleElement().asString().contains("broken on purpose");
            assertThat(browser.partsThatScrollSideways())
                    .singleElement()
                    .asString()
                    .startsWith("DIV.box: 900 px");
        }
    }

    @Test
    void theColoursThatTheReaderPrefersCanChange() throws IOException {
        String dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
        try (HeadlessBrowser browser = HeadlessBrowser.start()) {
            browser.open(page(""), 1280, 800, ColourScheme.DARK);
            assertThat(browser.run(dark)).isEqualTo(true);

            browser.prefer(ColourScheme.LIGHT);

            assertThat(browser.run(dark)).isEqualTo(false);
        }
    }

    @Test
    void whatComesLateCanBeAwaited() throws IOException {
        URI page = page("<script>setTimeout(() => { document.title = 'late' }, 300)</script>");
        try (HeadlessBrowser browser = HeadlessBrowser.start()) {
            browser.open(page, 420, 800, ColourScheme.LIGHT);

            browser.await("document.title === 'late'");

            assertThat(browser.run("return document.title")).isEqualTo("late");
        }
    }

    private URI page(String body) throws IOException {
        return Files.writeString(folder.resolve("page.html"), "<!DOCTYPE html><title>page</title>" + body)
                .toUri();
    }
}
