package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large JPEGs are read smaller than they are: each pixel is the mean of those that it stands for. */
class JpegReductionTest {
    @ParameterizedTest
    @CsvSource({
        "300, 398, 1, false", "300, 400, 2, false", "300, 796, 2, true", "600, 800, 4, false",
        "1200, 1592, 4, true", "1200, 1600, 8, false", "1203, 1801, 8, true", "40, 5000, 8, false"
    })
    void theLongerEdgeKeepsAtLeast200Pixels(int width, int height, int divisor, boolean progressive)
            throws Undecodable, IOException {
        BufferedImage photo = Photos.of(RealImages.pullover(), width, height, width - 10);
        byte[] jpeg = progressive ? Encoded.progressiveJpeg(photo) : Encoded.jpeg(photo);
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(jpeg));

        Picture reduced = JpegFile.decode(jpeg, DecodeLimits.DEFAULT);

        assertThat(reduced.width).isEqualTo((width + divisor - 1) / divisor);
        assertThat(reduced.height).isEqualTo((height + divisor - 1) / divisor);
        double sum = 0;
        for (int y = 0; y < height / divisor; y++) {
            for (int x = 0; x < width / divisor; x++) {
                sum += Math.abs((reduced.argb(x, y) & 0xff) - mean(expected, x, y, divisor));
            }
        }
        int pixels = (width / divisor) * (height / divisor);
        assertThat(sum / pixels).isLessThan(1.5);
    }

    private static double mean(BufferedImage picture, int x, int y, int size) {
        double sum = 0;
        for (int i = 0; i < size * size; i++) {
            sum += picture.getRGB(x * size + i % size, y * size + i / size) & 0xff;
        }
        return sum / (size * size);
    }
}
