package io.fashionstream.stream.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.stream.ops.PassedOver;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of record on {@code ground-truth}, and what is counted of it; docs/inputs.md says the same in words. */
final class TruthTableTest {
    private static final String TIME = "2026-11-22T12:00:00Z";

    private final AccuracyDriver driver = new AccuracyDriver(AccuracySettings.DEFAULT);

    /** What a record on {@code ground-truth} is counted as. */
    private enum Counted {
        BAG,
        ANKLE_BOOT,
        WITHDRAWN,
        UNKNOWN,
        UNKNOWN_TO_THE_MODEL,
        UNREADABLE
    }

    /** One kind of truth about an image that was labelled {@code BAG}. */
    private record Kind(String name, String value, Headers headers, Counted counted, String detail) {
        @Override
        public String toString() {
            return name + ": " + counted;
        }
    }

    @AfterEach
    void close() {
        driver.close();
    }

    static Stream<Kind> kinds() {
        return Stream.of(categories(), members(), unreadable(), structured()).flatMap(List::stream);
    }

    private static List<Kind> categories() {
        return List.of(
                kind("wire name", truth("\"BAG\""), Counted.BAG),
                kind("data set's name", truth("\"Ankle boot\""), Counted.ANKLE_BOOT),
                kind("plural", truth("\"Ankle boots\""), Counted.ANKLE_BOOT),
                kind("small letters", truth("\"ankle_boot\""), Counted.ANKLE_BOOT),
                kind("number", truth("9"), Counted.ANKLE_BOOT),
                kind("number as text", truth("\"8\""), Counted.BAG),
                kind("null", truth("null"), Counted.WITHDRAWN),
                kind("another name", truth("\"Hat\""), Counted.UNKNOWN_TO_THE_MODEL, "i1", "HAT"),
                kind("another number", truth("10"), Counted.UNKNOWN_TO_THE_MODEL, "i1", "10"),
                kind("empty name", truth("\"\""), Counted.UNKNOWN, "i1"),
                kind("a list", truth("[9]"), Counted.UNKNOWN, "i1", "[9]"),
                kind("half a number", truth("9.5"), Counted.UNKNOWN, "i1", "9.5"));
    }

    private static List<Kind> members() {
        return List.of(
                kind("no source", "{\"imageId\":\"i1\",\"category\":\"BAG\",\"time\":\"" + TIME + "\"}", Counted.BAG),
                kind("source null", truth("\"BAG\"").replace("\"desk\"", "null"), Counted.BAG),
                kind("no time", "{\"imageId\":\"i1\",\"category\":\"BAG\"}", Counted.BAG),
                kind("time without a zone", truth("\"BAG\"").replace(TIME, "2026-11-22T12:00:00"), Counted.BAG),
                kind("time with +0000", truth("\"BAG\"").replace(TIME, "2026-11-22T12:00:00+0000"), Counted.BAG),
                kind("time that is a number", truth("\"BAG\"").replace("\"" + TIME + "\"", "7"), Counted.BAG),
                kind("another member", truth("\"BAG\"").replace("{", "{\"by\":{\"a\":1},"), Counted.BAG),
                kind("members in snake case", truth("\"BAG\"").replace("imageId", "image_id"), Counted.BAG),
                kind("members in capitals", truth("\"BAG\"").replace("category", "CATEGORY"), Counted.BAG));
    }

    private static List<Kind> unreadable() {
        return List.of(
                kind("no category", "{\"imageId\":\"i1\"}", Counted.UNREADABLE, "category", "i1"),
                kind("no image id", "{\"category\":\"BAG\"}", Counted.UNREADABLE, "imageId"),
                kind("image id empty", truth("\"BAG\"").replace("i1", ""), Counted.UNREADABLE, "imageId"),
                kind("image id null", truth("\"BAG\"").replace("\"i1\"", "null"), Counted.UNREADABLE, "imageId"),
                kind(
                        "image id that is a number",
                        truth("\"BAG\"").replace("\"i1\"", "4711"),
                        Counted.UNREADABLE,
                        "4711"),
                kind("half a surrogate pair", truth("\"BAG\"").replace("i1", "\\ud800"), Counted.UNREADABLE, "Unicode"),
                kind("image id too long", truth("\"BAG\"").replace("i1", "x".repeat(513)), Counted.UNREADABLE, "513"),
                kind("two image ids", truth("\"BAG\"").replace("{", "{\"image_id\":\"i2\","), Counted.UNREADABLE, "i2"),
                kind(
                        "a member twice",
                        truth("\"BAG\"").replace("{", "{\"imageId\":\"i1\","),
                        Counted.UNREADABLE,
                        "twice"),
                kind("no JSON", "Ankle boot", Counted.UNREADABLE, "JSON"),
                kind("no bytes", "", Counted.UNREADABLE, "JSON"),
                kind("a list as the whole", "[]", Counted.UNREADABLE, "[]"),
                kind("JSON cut short", truth("\"BAG\"").substring(0, 20), Counted.UNREADABLE, "20 bytes"));
    }

    private static List<Kind> structured() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/desk\",\"type\":\"t\",%s}";
        String base64 = Base64.getEncoder().encodeToString(truth("\"BAG\"").getBytes(UTF_8));
        return List.of(
                structured("structured mode", event.formatted("\"data\":" + truth("\"BAG\"")), Counted.BAG),
                structured(
                        "structured mode, Base64", event.formatted("\"data_base64\":\"" + base64 + "\""), Counted.BAG),
                structured("structured mode, no data", event.formatted("\"a\":1"), Counted.UNREADABLE, "data"),
                structured(
                        "structured mode, not Base64",
                        event.formatted("\"data_base64\":7"),
                        Counted.UNREADABLE,
                        "data"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachKindOfTruthIsCountedAsTheTableSays(Kind kind) {
        driver.champion(AccuracyDriver.label("i1", Category.BAG, null, driver.now()));
        driver.send(
                "ground-truth", "product-of-i1".getBytes(UTF_8), kind.value().getBytes(UTF_8), kind.headers());
        driver.after(Duration.ofSeconds(20));

        ClassAccuracy.Figures figures = driver.latest(ClassAccuracy.ALL).window();
        ModelHealth health = driver.latestHealth();
        ModelHealth.Intake intake = health.intake();
        assertThat(intake.unknownCategories()).isEqualTo(kind.counted() == Counted.UNKNOWN ? 1 : 0);
        assertThat(intake.unreadable()).isEqualTo(kind.counted() == Counted.UNREADABLE ? 1 : 0);
        assertThat(health.unknownTruths()).isEqualTo(kind.counted() == Counted.UNKNOWN_TO_THE_MODEL ? 1 : 0);
        boolean hasTruth = kind.counted() == Counted.BAG || kind.counted() == Counted.ANKLE_BOOT;
        assertThat(figures.support()).isEqualTo(hasTruth ? 1 : 0);
        assertThat(figures.correct()).isEqualTo(kind.counted() == Counted.BAG ? 1 : 0);
        if (kind.counted() == Counted.UNKNOWN_TO_THE_MODEL
                || kind.counted() == Counted.UNKNOWN
                || kind.counted() == Counted.UNREADABLE) {
            PassedOver.Event named = driver.passedOver().get(0).latest().get(0);
            assertThat(named.position()).isEqualTo("ground-truth/0/0");
            assertThat(named.detail()).contains("expected", kind.detail()).doesNotContain("Source:", "Exception");
        }
    }

    @Test
    void keysThatAreNoTextAreToldApart() {
        byte[] green = {'g', 'r', (byte) 0xfc, 'n'};
        byte[] other = {'g', 'r', (byte) 0xe4, 'n'};
        byte[] label = JsonCodec.of(PayloadTypes.IMAGE_LABEL)
                .write(AccuracyDriver.label("i1", Category.BAG, null, driver.now()));

        driver.send("image-labels", green, label, new RecordHeaders());
        driver.send("ground-truth", other, truth("\"BAG\"").getBytes(UTF_8), new RecordHeaders());
        driver.after(Duration.ofSeconds(20));
        assertThat(driver.latest(ClassAccuracy.ALL).window().support()).isZero();

        driver.send("ground-truth", green, truth("\"BAG\"").getBytes(UTF_8), new RecordHeaders());
        driver.after(Duration.ofSeconds(20));
        assertThat(driver.latest(ClassAccuracy.ALL).window().support()).isEqualTo(1);
    }

    @Test
    void aTruthWithoutAKeyIsNamed() {
        driver.send("ground-truth", null, truth("\"BAG\"").getBytes(UTF_8), new RecordHeaders());

        assertThat(driver.passedOver().get(0).latest().get(0).detail()).contains("record key");
    }

    @Test
    void theProcessorsOwnRejectionOfAnImageWithoutAKeyIsRead() {
        driver.champion(AccuracyDriver.label("i1", Category.BAG, null, driver.now()));
        driver.rejectionWithoutKey("i2").after(Duration.ofSeconds(20));

        assertThat(driver.latestHealth().intake().unreadable()).isZero();
        assertThat(driver.passedOver()).isEmpty();
    }

    private static String truth(String category) {
        return "{\"imageId\":\"i1\",\"category\":" + category + ",\"source\":\"desk\",\"time\":\"" + TIME + "\"}";
    }

    private static Kind kind(String name, String value, Counted counted, String... inDetail) {
        return new Kind(name, value, new RecordHeaders(), counted, inDetail.length == 0 ? "" : inDetail[0]);
    }

    private static Kind structured(String name, String value, Counted counted, String... inDetail) {
        Headers headers = new RecordHeaders().add("Content-Type", "application/cloudevents+json".getBytes(UTF_8));
        return new Kind(name, value, headers, counted, inDetail.length == 0 ? "" : inDetail[0]);
    }
}
