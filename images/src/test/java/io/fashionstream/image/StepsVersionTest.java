package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.dataset.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class StepsVersionTest {
    /** If this fails, pictures are decoded to other pixels than before: raise the version, and put the digest here. */
    @Test
    void theVersionStandsForThePixelsThatPicturesAreDecodedTo() throws IOException, URISyntaxException {
        MessageDigest pixels = Sha256.newDigest();
        for (Path picture : pictures()) {
            pixels.update(Decoding.gray(Files.readAllBytes(picture)));
        }

        assertThat(ImageDecoder.STEPS_VERSION + " " + HexFormat.of().formatHex(pixels.digest(), 0, 8))
                .isEqualTo("2 29d44f0796c98453");
    }

    private static List<Path> pictures() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(StepsVersionTest.class.getResource("/pictures"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.toString().matches(".*(\\.md|animated.webp)"))
                    .sorted()
                    .toList();
        }
    }
}
