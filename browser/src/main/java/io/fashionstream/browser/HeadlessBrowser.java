package io.fashionstream.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium without a window, driven through its {@code chromedriver}; Debian has both in {@code chromium} and {@code
 * chromium-driver}. It downloads nothing. Not thread-safe.
 */
public final class HeadlessBrowser implements AutoCloseable {
    /** By the formula of WCAG 2. */
    private static final String FAINT = """
            const paper = Object.assign(document.createElement('canvas'), {width: 1, height: 1})
                .getContext('2d', {willReadFrequently: true});
            const paint = colours => {
                paper.clearRect(0, 0, 1, 1);
                colours.forEach(colour => { paper.fillStyle = colour; paper.fillRect(0, 0, 1, 1); });
                return [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => {
                    const share = part / 255;
                    return share <= .04045 ? share / 12.92 : ((share + .055) / 1.055) ** 2.4;
                });
            };
            const light = colours => {
                const [red, green, blue] = paint(colours);
                return .2126 * red + .7152 * green + .0722 * blue;
            };
            const faint = [];
            for (const element of document.querySelectorAll('body *:not(canvas, script, svg *)')) {
                const own = [...element.childNodes].filter(node => node.nodeType === 3 && node.data.trim());
                if (!own.length || !element.checkVisibility()) continue;
                const behind = [];
                for (let at = element; at; at = at.parentElement) {
                    behind.unshift(getComputedStyle(at).backgroundColor);
                }
                const [dark, bright] = [light(behind), light([...behind, getComputedStyle(element).color])].sort();
                if ((bright + .05) / (dark + .05) < 4.5) {
                    faint.push(`${element.tagName}.${element.className} "${own[0].data.trim()}": ${(bright + .05) / (dark + .05)}`);
                }
            }
            return faint;
            """;

    private static final String SIDEWAYS = """
            const wide = [...document.querySelectorAll('*')].filter(element =>
                element.scrollWidth > element.clientWidth + 1
                && (element === document.documentElement
                    || ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)));
            return wide.map(element => `${element.tagName}.${element.className}: `
                + `${element.scrollWidth} px in ${element.clientWidth}`);
            """;

    private final ChromeDriver driver;

    /** What the reader's system asks pages for. */
    public enum ColourScheme {
        LIGHT,
        DARK
    }

    private HeadlessBrowser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts a browser; where none is installed, the test that asked for it is skipped and says so. */
    public static HeadlessBrowser start() {
        Path chromium = installed("chromium");
        Path chromedriver = installed("chromedriver");
        assumeTrue(
                chromium != null && chromedriver != null,
                "Skipped: a browser is needed, and chromium and chromedriver are not both on the PATH"
                        + " (Debian's packages chromium and chromium-driver)");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(String.valueOf(chromium));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(String.valueOf(chromedriver)))
                .build();
        return new HeadlessBrowser(new ChromeDriver(service, options));
    }

    private static @Nullable Path installed(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    /** Opens {@code page} in a window of so many CSS pixels and waits until it has loaded. */
    public void open(URI page, int widthPixels, int heightPixels, ColourScheme scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", widthPixels, "height", heightPixels, "deviceScaleFactor", 1, "mobile", false));
        prefer(scheme);
        driver.get(page.toString());
    }

    /** What a reader does who changes the system's colours while the page is open. */
    public void prefer(ColourScheme scheme) {
        Map<String, String> feature =
                Map.of("name", "prefers-color-scheme", "value", scheme.name().toLowerCase(Locale.ROOT));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** The elements that a CSS selector means, in the order of the page. */
    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /**
     * The first element that a CSS selector means.
     *
     * @throws org.openqa.selenium.NoSuchElementException if there is none
     */
    public WebElement first(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** What the JavaScript function body {@code script} returns; it finds {@code arguments} under that name. */
    public @Nullable Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /**
     * Waits until the JavaScript expression {@code condition} is true.
     *
     * @throws org.openqa.selenium.ScriptTimeoutException if it is not within half a minute
     */
    public void await(String condition) {
        driver.executeAsyncScript(
                "const done = arguments[0], look = () => (%s) ? done() : setTimeout(look, 20); look();"
                        .formatted(condition));
    }

    /** What the page complained of since the last call: uncaught errors, files that could not be loaded. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.add(entry.getMessage());
            }
        });
        return errors;
    }

    /** The texts whose contrast to what is painted behind them is under 4.5, each with its contrast. */
    public List<String> faintTexts() {
        return texts(run(FAINT));
    }

    /** The page and those of its parts that a reader would have to scroll sideways, with both widths. */
    public List<String> partsThatScrollSideways() {
        return texts(run(SIDEWAYS));
    }

    private static List<String> texts(@Nullable Object found) {
        return found instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    /** A PNG of what the window shows. */
    public byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
