package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.image.Decoded.Oddity;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ImageDecoderTest {
    private static final byte[] PULLOVER = RealImages.pullover();

    @Test
    void grayOf28PixelsGoesStraightIn() {
        BufferedImage rgb = new BufferedImage(28, 28, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 784; i++) {
            rgb.setRGB(i % 28, i / 28, Byte.toUnsignedInt(PULLOVER[i]) * 0x10101);
        }

        assertThat(Decoding.gray(PULLOVER)).isEqualTo(PULLOVER);
        assertThat(Decoding.gray(Encoded.png(PULLOVER))).isEqualTo(PULLOVER);
        assertThat(Decoding.gray(Encoded.png(rgb))).isEqualTo(PULLOVER);
    }

    @Test
    void colourOrTransparencyMakes28PixelsAPhoto() {
        BufferedImage photo = Photos.of(PULLOVER, 28, 28, 24);
        photo.setRGB(14, 14, 0x203060);

        byte[] decoded = Decoding.gray(Encoded.png(photo));

        assertThat(decoded[0]).isZero();
        assertThat(Decoding.image(Encoded.png(photo)).oddity()).isEqualTo(Oddity.NONE);
    }

    @Test
    void oddPicturesInTheDataSetsOwnFormAreFlagged() {
        byte[] inverted = PULLOVER.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }

        assertThat(Decoding.image(new byte[784]).oddity()).isEqualTo(Oddity.BLANK);
        assertThat(Decoding.image(inverted).oddity()).isEqualTo(Oddity.NO_LIGHT_BACKGROUND);
        assertThat(Decoding.image(PULLOVER).oddity()).isEqualTo(Oddity.NONE);
    }

    @Test
    void noiseIsFlaggedWhetherItIsDenseOrSparse() {
        Random random = new Random(11);
        byte[] dense = new byte[784];
        for (int round = 0; round < 100; round++) {
            random.nextBytes(dense);
            byte[] sparse = new byte[784];
            for (int i = 0; i < 784; i += 1 + random.nextInt(8)) {
                sparse[i] = dense[i];
            }
            assertThat(Decoding.image(dense).oddity()).isEqualTo(Oddity.NOISE);
            assertThat(Decoding.image(sparse).oddity()).isEqualTo(Oddity.NOISE);
        }
    }

    @Test
    void noRealImageIsFlaggedByThePictureAlone() {
        assertThat(RealImages.all())
                .allSatisfy(image ->
                        assertThat(Decoding.image(image).outOfDistribution()).isFalse());
    }

    @Test
    void severalThreadsShareOneDecoder() throws InterruptedException, ExecutionException {
        List<byte[]> files = List.of(
                Encoded.png(PULLOVER),
                Encoded.jpeg(Photos.of(PULLOVER)),
                Encoded.sample("ycck.jpg"),
                Encoded.sample("lossy-alpha.webp"),
                Encoded.sample("lossless.webp"));
        List<byte[]> expected = files.stream().map(Decoding::gray).toList();

        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<byte[]>> decoded = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            byte[] file = files.get(i % files.size());
            decoded.add(threads.submit(() -> Decoding.gray(file)));
        }
        for (int i = 0; i < decoded.size(); i++) {
            assertThat(decoded.get(i).get()).isEqualTo(expected.get(i % expected.size()));
        }
        threads.shutdown();
    }
}
