package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactParts.artifact;
import static io.fashionstream.artifact.ArtifactParts.zip;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedZipTest {
    private static final byte[] WHOLE = artifact("compact-cnn").zip();

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("nothing", new byte[0], "manifest.json: expected a zip entry at byte 0, found the end"),
                arguments("text", text("hello, I am not a zip at all, sorry."), "found other bytes"),
                arguments("half", Arrays.copyOf(WHOLE, WHOLE.length / 2), "as its header says"),
                arguments("no directory", Arrays.copyOf(WHOLE, WHOLE.length - 300), "zip directory"),
                arguments("more after it", Arrays.copyOf(WHOLE, WHOLE.length + 1), "zip directory"),
                arguments("compressed", zip("manifest.json", "{}"), "manifest.json: expected to be stored"),
                arguments("path", zip("../manifest.json", "{}"), "found entry \"../manifest.json\""),
                arguments("unknown", zip("manifest.json\u0000x", "{}"), "found entry \"manifest.json?x\""),
                arguments("order", zip("report.html", "{}"), "expected manifest.json as the next entry"),
                arguments("duplicate", renamed("network.onnx", "manifest.jsn"), "only the entries of an artifact"),
                arguments("directory disagrees", renamedInDirectory(), "zip directory: expected the bytes"),
                arguments("flipped content", flipped(60), "manifest.json header: expected the bytes"),
                arguments("flipped date", flipped(10), "found another byte at 10"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isRefusedSayingWhatWasFoundWhere(String name, byte[] zip, String complaint) {
        assertThatThrownBy(() -> ModelArtifact.ofZip(zip))
                .as(name)
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aSecondEntryOfTheSameNameIsNamed() {
        byte[] twice = Arrays.copyOf(WHOLE, WHOLE.length);
        int second = new String(WHOLE, StandardCharsets.ISO_8859_1).indexOf("network.onnx");
        int first = "PK..".length() + 26;
        // Longer by one letter than the name it replaces: the length in the header says so.
        System.arraycopy(WHOLE, first, twice, second, "manifest.json".length());
        twice[second - 4] = (byte) "manifest.json".length();

        assertThatThrownBy(() -> ModelArtifact.ofZip(twice))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("network.onnx as the next entry, found a second \"manifest.json\"");
    }

    @Test
    void anEntryThatClaimsMoreThanItMayIsRefusedBeforeItIsRead() {
        byte[] huge = WHOLE.clone();
        Arrays.fill(huge, 18, 26, (byte) 0xff);

        assertThatThrownBy(() -> ModelArtifact.ofZip(huge))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("manifest.json: expected at most 1048576 bytes, found 4294967295 bytes");
    }

    @Test
    void everyChangedByteIsRefusedAndNothingElseIsThrown() {
        long seed = 42;
        Random random = new Random(seed);

        for (int i = 0; i < 2_000; i++) {
            int at = random.nextInt(WHOLE.length);
            byte[] changed = flipped(at);
            assertThatThrownBy(() -> ModelArtifact.ofZip(changed))
                    .as("byte %d, seed %d", at, seed)
                    .isInstanceOf(ArtifactRefused.class);
        }
    }

    private static byte[] flipped(int at) {
        byte[] zip = WHOLE.clone();
        zip[at] ^= 1;
        return zip;
    }

    private static byte[] renamed(String name, String other) {
        return text(text(WHOLE).replace(name, other));
    }

    private static byte[] renamedInDirectory() {
        String zip = text(WHOLE);
        int at = zip.lastIndexOf("report.html");
        return text(zip.substring(0, at) + "secret.html" + zip.substring(at + "secret.html".length()));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
