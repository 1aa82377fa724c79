package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactParts.artifact;
import static io.fashionstream.artifact.ArtifactParts.canaries;
import static io.fashionstream.artifact.ArtifactParts.manifest;
import static io.fashionstream.artifact.ArtifactParts.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fashionstream.event.Classes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedEntriesTest {
    @TempDir
    Path folder;

    static Stream<Arguments> manifestFaults() {
        return Stream.of(
                arguments("\"formatVersion\" : 1", "\"formatVersion\" : 2", "/formatVersion: expected 1, found 2"),
                arguments("\"formatVersion\" : 1,", "", "/formatVersion: expected 1, found nothing"),
                arguments("\"formatVersion\" : 1", "\"extra\" : 1, \"formatVersion\" : 1", "manifest.json /extra"),
                arguments("\"network\" : \"compact-cnn\",", "", "manifest.json : expected a value of the schema"),
                arguments(
                        "\"network\" : \"compact-cnn\"",
                        "\"network\" : null",
                        "manifest.json /network: expected a value of the schema"),
                arguments("\"temperature\" : 1.25", "\"temperature\" : \"1.25\"", "manifest.json /temperature"),
                arguments(
                        "\"temperature\" : 1.25",
                        "\"temperature\" : 0.009",
                        "/temperature: expected 0.01 to 100, found 0.009"),
                arguments("\"temperature\" : 1.25", "\"temperature\" : \"NaN\"", "/temperature"),
                arguments("\"code\" : \"TROUSER\"", "\"code\" : \"BAG\"", "two classes have the code BAG"),
                arguments(
                        "\"code\" : \"TROUSER\"",
                        "\"code\" : \"HAT\"",
                        "/validation/perClass: expected the classes [T_SHIRT_TOP, HAT"),
                arguments("\"code\" : \"TROUSER\"", "\"code\" : \"trouser\"", "manifest.json /classes/1"),
                arguments("\"heightPixels\" : 28", "\"heightPixels\" : 32", "expected 28 x 28 pixels, found 32 x 28"),
                arguments("\"deviation\" : 1.0", "\"deviation\" : 0.0", "manifest.json /input/scaling/deviation"),
                arguments(
                        "\"accuracy\" : 0.91",
                        "\"accuracy\" : 91",
                        "/validation/accuracy: expected it to obey \"maximum\" (must have a maximum value of 1), found 91"),
                arguments(
                        "\"support\" : 600",
                        "\"support\" : -1",
                        "/support: expected it to obey \"minimum\" (must have a minimum value of 0), found -1"),
                arguments("\"forcedReason\" : null", "\"forcedReason\" : \" \"", "/forcedReason: expected a reason"),
                arguments("\"formatVersion\" : 1", "{", "manifest.json: expected JSON"));
    }

    @ParameterizedTest
    @MethodSource("manifestFaults")
    void aManifestIsRefusedAtThePlaceOfItsFault(String whole, String broken, String complaint) {
        String json = new String(ManifestJson.write(manifest("compact-cnn")), StandardCharsets.UTF_8);
        String edited = json.replace(whole, broken);

        assertThat(edited).isNotEqualTo(json);
        assertThatThrownBy(() -> ManifestJson.read(edited.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void tooFewCanariesAreRefused() {
        byte[] json = CanariesJson.write(canaries().subList(0, 31));

        assertThatThrownBy(() -> CanariesJson.read(json, Classes.FASHION_MNIST))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("canaries.json /canaries: expected 32 canaries, found 31");
    }

    static Stream<Arguments> canaryFaults() {
        return Stream.of(
                arguments("0.75,", "0.5,", "/canaries/0/probabilities: expected a sum of 1"),
                arguments("0.75, ", "", "canaries.json /canaries/0"),
                arguments("0.75,", "7.5,", "/canaries/0/probabilities: expected 0 to 1, found 7.5"),
                arguments("\"pixels\" : \"/", "\"pixels\" : \"*", "/canaries/0/pixels"),
                arguments("\"pixels\" : \"/wAA", "\"pixels\" : \"", "expected 784 pixel bytes, got 781"));
    }

    @ParameterizedTest
    @MethodSource("canaryFaults")
    void aBrokenCanaryIsRefused(String whole, String broken, String complaint) {
        String json = new String(CanariesJson.write(canaries()), StandardCharsets.UTF_8);
        String edited = json.replaceFirst(Pattern.quote(whole), broken);

        assertThat(edited).isNotEqualTo(json);
        assertThatThrownBy(() -> CanariesJson.read(edited.getBytes(StandardCharsets.UTF_8), Classes.FASHION_MNIST))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining(complaint);
    }

    static Stream<Arguments> trainedNetworkFaults() {
        return Stream.of(
                arguments(zip("configuration.json", "{}"), "found no [coefficients.bin]"),
                arguments(
                        zip("configuration.json", "{}", "preprocessor.bin", "\u00ac\u00ed"),
                        "found entry \"preprocessor.bin\""),
                arguments(zip("../coefficients.bin", "1"), "found entry \"../coefficients.bin\""),
                arguments(new byte[] {1, 2, 3}, "network.dl4j.zip: expected entries"));
    }

    @ParameterizedTest
    @MethodSource("trainedNetworkFaults")
    void aTrainedNetworkOfOtherEntriesIsRefused(byte[] trainedNetwork, String complaint) throws IOException {
        artifact("compact-cnn").writeFolder(folder);
        Files.write(folder.resolve("network.dl4j.zip"), trainedNetwork);

        assertThatThrownBy(() -> ModelArtifact.read(folder))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void aBombInTheTrainedNetworkIsRefusedWhileItInflates() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("configuration.json"));
            byte[] zeros = new byte[1 << 20];
            for (int mebibyte = 0; mebibyte < 5; mebibyte++) {
                zip.write(zeros);
            }
        }

        assertThatThrownBy(() -> TrainedNetworkZip.check(bomb.toByteArray()))
                .isInstanceOf(ArtifactRefused.class)
                .hasMessageContaining("configuration.json: expected at most 4194304 bytes inflated");
    }
}
