package io.fashionstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.stream.testing.TestModels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No two different ids ever count as one: whatever bytes they are, each event has an answer of its own. */
final class DistinctIdsTest {
    private static final Instant SENT = Instant.parse("2026-11-22T12:00:00Z");
    private static final byte[] BAG = TestModels.image(Category.BAG).toBytes();
    private static final byte[] KEY = {'s', 'k', 'u'};
    private static final int IDS = 3_000;

    /** Texts that a careless reader takes for one another, and bytes that are no text. */
    private static final List<String> ALIKE = List.of(
            "gr\u00fcn",
            "gru\u0308n",
            "GR\u00dcN",
            "a",
            "A",
            "a ",
            " a",
            "a\u0000",
            "\ufffd",
            "\ufffd\ufffd",
            "?",
            "\u212a",
            "k",
            "1",
            "01",
            "1.0",
            "a-1-2",
            "a/1/2",
            "bytes:61",
            "\ud83d\udc62",
            "%41",
            "a\n",
            "a\r\n",
            "\ufeffa");

    private static final List<String> NO_TEXT = List.of(
            "fc",
            "e4",
            "6772fc6e",
            "6772e46e",
            "c080",
            "c1a1",
            "eda080",
            "edb080",
            "f0",
            "ff",
            "fffe",
            "80",
            "e28080ff");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private ImageDriver driver;

    @BeforeEach
    void start(@TempDir Path stateDir) {
        driver = new ImageDriver(stateDir, Duration.ofHours(1), SENT);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void asManyAnswersAsIdsComeBack() {
        int answers = 0;

        List<byte[]> ids = ids();
        for (byte[] id : ids) {
            answers += send(KEY, id, "/shop".getBytes(UTF_8)).answers();
        }

        assertThat(answers).as("seed %d", seed).isEqualTo(ids.size());
    }

    @Test
    void asManyAnswersAsSourcesOrProductsComeBackAndNoTwoLabelsShareAnId() {
        int answers = 0;
        List<String> labelIds = new ArrayList<>();
        List<byte[]> ids = ids();

        for (byte[] id : ids) {
            ImageDriver.Written ofSource = send(KEY, "e1".getBytes(UTF_8), id);
            ImageDriver.Written ofProduct = send(id, "e1".getBytes(UTF_8), "/shop".getBytes(UTF_8));
            answers += ofSource.answers() + ofProduct.answers();
            labelIds.addAll(labelIds(ofSource));
            labelIds.addAll(labelIds(ofProduct));
        }

        assertThat(answers).as("seed %d", seed).isEqualTo(2 * ids.size());
        assertThat(labelIds).as("seed %d", seed).hasSizeGreaterThan(ids.size()).doesNotHaveDuplicates();
    }

    /** The same event under two products without a key is two events: the partition key stands in for it. */
    @Test
    void eventsWithoutAKeyAreToldApartByTheirPartitionKey() {
        int answers = 0;
        for (String product : ALIKE) {
            Headers headers = event("e1".getBytes(UTF_8), "/shop".getBytes(UTF_8));
            answers += driver.send(null, BAG, headers.add("ce_partitionkey", product.getBytes(UTF_8)), SENT)
                    .answers();
        }

        assertThat(answers).isEqualTo(ALIKE.size());
    }

    @Test
    void idsInJsonThatDifferAreDifferentHoweverTheyAreWritten() {
        List<String> written = List.of(
                "\\ud800",
                "\\ud801",
                "\\udc00",
                "?",
                "a",
                "A",
                "a ",
                "\\u00fc",
                "u\\u0308",
                "\\ufffd",
                "\\u0000a",
                "1",
                "01");
        int answers = 0;

        for (String id : written) {
            InputRecord event = InputRecord.structured(id);
            answers += driver.send(KEY, event.value(), event.headers(), SENT).answers();
        }

        assertThat(answers).isEqualTo(written.size());
        InputRecord escaped = InputRecord.structured("\\u0061");
        assertThat(driver.send(KEY, escaped.value(), escaped.headers(), SENT).answers())
                .as("an escape is another spelling of \"a\"")
                .isZero();
    }

    private List<byte[]> ids() {
        Map<String, byte[]> ids = new LinkedHashMap<>();
        ALIKE.forEach(text -> keep(ids, text.getBytes(UTF_8)));
        NO_TEXT.forEach(hex -> keep(ids, HexFormat.of().parseHex(hex)));
        while (ids.size() < IDS) {
            byte[] id = new byte[1 + random.nextInt(6)];
            random.nextBytes(id);
            keep(ids, id);
            keep(ids, changed(id));
        }
        return List.copyOf(ids.values());
    }

    private byte[] changed(byte[] id) {
        byte[] copy = id.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private static void keep(Map<String, byte[]> ids, byte[] id) {
        ids.put(HexFormat.of().formatHex(id), id);
    }

    private ImageDriver.Written send(byte[] key, byte[] id, byte[] source) {
        return driver.send(key, BAG, event(id, source), SENT);
    }

    private static Headers event(byte[] id, byte[] source) {
        return new RecordHeaders()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_type", "t".getBytes(UTF_8))
                .add("ce_id", id)
                .add("ce_source", source)
                .add("content-type", "application/vnd.fashion-mnist".getBytes(UTF_8));
    }

    private static Set<String> labelIds(ImageDriver.Written written) {
        Set<String> ids = new TreeSet<>();
        written.labels()
                .forEach(label ->
                        ids.add(new String(label.headers().lastHeader("ce_id").value(), UTF_8)));
        return ids;
    }
}
