package io.fashionstream.stream.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fashionstream.event.Classes;
import io.fashionstream.event.serde.JsonCodec;
import io.fashionstream.event.serde.PayloadTypes;
import io.fashionstream.stream.testing.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelCommandTest {
    private static final String HEADER =
            "imageId,productId,category,confidence,uncertain,outOfDistribution,reason,detail,modelId";

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path model;
    private Path pictures;
    private Path csv;

    @BeforeEach
    void prepare() throws IOException {
        model = folder.resolve("model.zip");
        TestModels.artifact("one").writeZip(model);
        pictures = Files.createDirectories(folder.resolve("pictures"));
        csv = folder.resolve("labels.csv");
    }

    @Test
    void everyPictureOfAFolderGetsALineInOrder() throws IOException {
        write(200);

        assertThat(label(pictures, csv)).isZero();

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0)).isEqualTo(HEADER);
        assertThat(lines).hasSize(201);
        for (int i = 0; i < 200; i++) {
            String category = Classes.FASHION_MNIST.category(i % 10).code();
            assertThat(lines.get(i + 1)).startsWith("%04d.raw,%04d,%s,0.9".formatted(i, i, category));
        }
        assertThat(err.toString()).contains("200 images in " + csv + ", 0 of them without a label");
    }

    @Test
    void brokenFilesAreListedWithTheirReasonsAndCostNobodyElseALabel() throws IOException {
        write(3);
        Files.write(pictures.resolve("0001.png"), new byte[0]);
        Files.writeString(pictures.resolve("0002.jpg"), "no, \"picture\"");

        assertThat(label(pictures, csv)).isEqualTo(1);

        assertThat(Files.readAllLines(csv))
                .hasSize(6)
                .anyMatch(line -> line.startsWith("0001.png,0001,,,,,EMPTY,"))
                .anyMatch(line -> line.startsWith("0002.jpg,0002,,,,,CORRUPT,"))
                .filteredOn(line -> line.contains(".raw,"))
                .hasSize(3)
                .allMatch(line -> line.contains(",0.9"));
        assertThat(err.toString()).contains("0001.png: EMPTY: ", "0002.jpg: CORRUPT: ", "2 of them without");
    }

    @Test
    void aListNamesPicturesRelativeToItselfAndOneThatIsNotThereIsSaid() throws IOException {
        write(2);
        Path list = Files.writeString(
                folder.resolve("list.csv"), "class,path\nBag,pictures/0001.raw\nBag,pictures/none.png\n");

        assertThat(label(list, csv)).isEqualTo(1);

        assertThat(Files.readAllLines(csv).subList(1, 3))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("pictures/0001.raw,pictures/0001,TROUSER,"),
                        line -> assertThat(line).startsWith("pictures/none.png,pictures/none,,,,,UNREADABLE_FILE,"));
    }

    @Test
    void jsonLinesHoldTheLabelEvents() throws IOException {
        write(10);
        Files.write(pictures.resolve("broken.png"), new byte[3]);
        Path jsonl = folder.resolve("labels.jsonl");

        assertThat(label(pictures, jsonl)).isEqualTo(1);

        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(jsonl)) {
            lines.add(new JsonMapper().readTree(line));
        }
        assertThat(lines).hasSize(11);
        assertThat(JsonCodec.of(PayloadTypes.IMAGE_LABEL)
                        .read(lines.get(4).get("label").toString().getBytes(StandardCharsets.UTF_8))
                        .category())
                .isEqualTo(Classes.FASHION_MNIST.category(4));
        assertThat(lines.get(10).get("reason").asText()).isEqualTo("CORRUPT");
    }

    @Test
    void itGoesOnWhereItWasInterruptedEvenWithinALine() throws IOException {
        for (Path output : List.of(csv, folder.resolve("labels.jsonl"))) {
            write(150);
            Files.write(pictures.resolve("0003.raw"), new byte[5]);
            assertThat(label(pictures, output)).isEqualTo(1);
            byte[] all = Files.readAllBytes(output);
            Files.write(output, Arrays.copyOf(all, all.length / 2));

            assertThat(label(pictures, output)).isEqualTo(1);

            assertThat(err.toString()).contains("images already,", "150 images in " + output + ", 1 of them without");
            assertThat(names(output)).hasSize(150).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void itGoesOnAfterItWasKilled() throws Exception {
        write(4_000);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamProcessorMain.class.getName(),
                        "label",
                        pictures.toString(),
                        "--threads=1",
                        "--set=batch.max.images=8",
                        "--model=" + model,
                        "--output=" + csv)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> Files.exists(csv) && Files.size(csv) > 2_000);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(names(csv)).hasSizeLessThan(4_000);

        assertThat(label(pictures, csv)).isZero();

        assertThat(err.toString()).contains("images already");
        assertThat(names(csv)).hasSize(4_000).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aFileOfAnotherModelOrOfAnotherKindIsLeftAsItIs() throws IOException {
        write(5);
        label(pictures, csv);
        String before = Files.readString(csv);
        TestModels.artifact("two").writeZip(model);

        assertThat(label(pictures, csv)).isEqualTo(1);
        assertThat(err.toString()).contains("was begun with model", "name another --output");
        assertThat(Files.readString(csv)).isEqualTo(before);

        Path other = Files.writeString(folder.resolve("other.csv"), "name,price\nboot,12\n");
        assertThat(label(pictures, other)).isEqualTo(1);
        assertThat(err.toString()).contains("it is another file");
        assertThat(Files.readString(other)).isEqualTo("name,price\nboot,12\n");
    }

    @Test
    void picturesThatCouldBeTakenForOneAnotherAreRefused() throws IOException {
        write(1);
        Path twin = Files.createDirectories(folder.resolve("twin"));
        Files.copy(pictures.resolve("0000.raw"), twin.resolve("0000.raw"));

        assertThat(execute("label", pictures.toString(), twin.toString(), "--model=" + model, "--output=" + csv))
                .isEqualTo(1);
        assertThat(err.toString()).contains("two images are called 0000.raw");
    }

    @Test
    void whatIsCalledWronglyIsNamedTogether() {
        assertThat(execute("label", ".", "--output=labels.txt", "--threads=0", "--set=image.max.pixels=1"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("must end with .csv or .jsonl", "--threads must be", "image.max.pixels");
    }

    private void write(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.write(
                    pictures.resolve("%04d.raw".formatted(i)),
                    TestModels.image(Classes.FASHION_MNIST.category(i % 10)).toBytes());
        }
    }

    private static List<String> names(Path output) throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> !line.equals(HEADER))
                .map(line -> line.replaceAll("^\\{\"imageId\":\"|\\.raw.*", ""))
                .toList();
    }

    private int label(Path input, Path output) {
        return execute("label", input.toString(), "--model=" + model, "--output=" + output);
    }

    private int execute(String... arguments) {
        return StreamProcessorMain.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
