package io.fashionstream.stream.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.StreamedData;
import io.fashionstream.image.DecodeLimits;
import io.fashionstream.image.Decoded;
import io.fashionstream.image.ImageDecoder;
import io.fashionstream.stream.accuracy.TruthPrecedence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetExportTest {
    private static final long SEED = Long.getLong("export.seed", System.nanoTime());
    private static final Instant TO = Instant.parse("2026-11-28T00:00:00Z");

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    @Test
    void eachEventWithATruthIsExportedOnceInWhateverOrderTheyCome() throws IOException {
        for (int round = 0; round < 40; round++) {
            ExportPlan plan = plan();
            StreamedEvents events = new StreamedEvents(random, 40, 60);

            Map<String, String> one = exported(plan, events, folder.resolve("a" + round));
            Map<String, String> other = exported(plan, events.inAnotherOrder(), folder.resolve("b" + round));

            assertThat(one).as("seed %d round %d", SEED, round).isEqualTo(events.expected(plan));
            assertThat(other).as("seed %d round %d", SEED, round).isEqualTo(one);
        }
    }

    @Test
    void aFileHoldsWhatTheNetworkWouldSee() throws IOException {
        StreamedEvents events = new StreamedEvents(random, 40, 60);
        exported(everything(0), events, folder.resolve("data"));

        ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);
        for (NamedCsvRecord row : rows(folder.resolve("data"))) {
            byte[] bytes = Files.readAllBytes(folder.resolve("data").resolve(row.getField("path")));
            Decoded read = decoder.decode(StreamedEvents.picture(bytes));
            Decoded sent = decoder.decode(events.image(row.getField("position")));
            assertThat(((Decoded.Image) read).tensor().toBytes())
                    .as("seed %d: %s", SEED, row)
                    .isEqualTo(((Decoded.Image) sent).tensor().toBytes());
        }
    }

    @Test
    void namesOfStrangersStayInTheFolderOfTheirClass() throws IOException {
        StreamedEvents events = StreamedEvents.of(
                List.of("../../etc/passwd", "..", "a/b", "C:\\x", "\u0000", "con", ".hidden", "x".repeat(512), "été"));
        Path data = folder.resolve("data");
        exported(everything(0), events, data);

        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> pictures =
                    files.filter(file -> file.toString().endsWith(".png")).toList();
            assertThat(pictures).hasSize(9).allSatisfy(file -> {
                assertThat(file.getParent()).isEqualTo(data.resolve("BAG"));
                assertThat(file.getFileName().toString()).matches("p-[A-Za-z0-9_-]{1,40}-[0-9a-f]{32}\\.png");
            });
        }
    }

    @Test
    void theImagesOfAProductAreInOnePart() throws IOException {
        StreamedEvents events = new StreamedEvents(random, 100, 100);
        exported(everything(0.4), events, folder.resolve("data"));

        Map<String, Set<String>> parts = new TreeMap<>();
        for (NamedCsvRecord row : rows(folder.resolve("data"))) {
            String part = row.getField("path").split("/", 2)[0];
            parts.computeIfAbsent(row.getField("productId"), product -> new java.util.TreeSet<>())
                    .add(part);
        }
        assertThat(parts.values()).allSatisfy(each -> assertThat(each).hasSize(1));
        assertThat(parts.values().stream().flatMap(Set::stream)).contains("train", "test");
    }

    @Test
    void provenanceSaysWhereEachFileCameFromAndComesLast() throws IOException {
        StreamedEvents events = new StreamedEvents(random, 40, 60);
        Path data = folder.resolve("data");
        try (DatasetExport export = new DatasetExport(everything(0), data)) {
            assertThat(data.resolve("provenance.json")).doesNotExist();
            events.feed(export);
            export.finish(DatasetExportTest::streamed);
        }

        JsonNode provenance =
                new JsonMapper().readTree(data.resolve("provenance.json").toFile());
        assertThat(data.resolve("provenance.json.part")).doesNotExist();
        assertThat(provenance.at("/streamedData/offsets/product-images~10/to").intValue())
                .isEqualTo(7);
        assertThat(provenance.at("/files").size())
                .isEqualTo(provenance.at("/counts/exported").intValue())
                .isEqualTo(rows(data).size());
        JsonNode first = provenance.at("/files/0");
        assertThat(first.at("/path").asText()).isEqualTo(rows(data).get(0).getField("path"));
        assertThat(first.at("/sha256").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void aFolderWithSomethingInItIsRefused() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine", UTF_8);

        assertThatThrownBy(() -> new DatasetExport(everything(0), folder))
                .hasMessageContaining("expected an empty folder or none, found [")
                .hasMessageContaining("mine.txt");
        assertThat(folder.toFile().list()).containsExactly("mine.txt");
    }

    /** Position of the event to its class. */
    private static Map<String, String> exported(ExportPlan plan, StreamedEvents events, Path folder)
            throws IOException {
        ExportCounts counts;
        try (DatasetExport export = new DatasetExport(plan, folder)) {
            events.feed(export);
            counts = export.finish(DatasetExportTest::streamed);
        }
        Map<String, String> exported = new HashMap<>();
        for (NamedCsvRecord row : rows(folder)) {
            assertThat(folder.resolve(row.getField("path"))).isRegularFile();
            assertThat(exported.put(row.getField("position"), row.getField("class")))
                    .isNull();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(exported.size() + 2);
        }
        assertThat(counts.exported()).isEqualTo(exported.size());
        assertThat(counts.images())
                .isEqualTo(counts.exported()
                        + counts.withoutTruth()
                        + counts.unknownClass()
                        + counts.leftOut()
                        + counts.rejected()
                        + counts.repeated()
                        + counts.byReference());
        return exported;
    }

    private static List<NamedCsvRecord> rows(Path folder) throws IOException {
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(folder.resolve("files.csv"))) {
            reader.forEach(rows::add);
        }
        return rows;
    }

    private static StreamedData streamed(Map<String, Integer> images) {
        return new StreamedData("c", null, TO, Map.of("product-images/0", new StreamedData.Offsets(0, 7)), images);
    }

    private ExportPlan plan() {
        Set<TruthSource> sources = EnumSet.noneOf(TruthSource.class);
        for (TruthSource source : TruthSource.values()) {
            if (random.nextInt(3) > 0) {
                sources.add(source);
            }
        }
        if (sources.isEmpty()) {
            sources.add(TruthSource.DECLARED);
        }
        return new ExportPlan(
                StreamedEvents.START.plusSeconds(random.nextInt(20)),
                StreamedEvents.START.plusSeconds(30 + random.nextInt(40)),
                sources,
                random.nextBoolean() ? TruthPrecedence.GROUND_TRUTH : TruthPrecedence.DECLARED,
                Classes.ofCodes(List.of(Category.COAT, Category.BAG, Category.SHIRT)),
                0,
                random.nextInt(4) == 0);
    }

    private static ExportPlan everything(double testShare) {
        return new ExportPlan(
                Instant.MIN,
                TO,
                EnumSet.allOf(TruthSource.class),
                TruthPrecedence.GROUND_TRUTH,
                Classes.FASHION_MNIST,
                testShare,
                false);
    }
}
