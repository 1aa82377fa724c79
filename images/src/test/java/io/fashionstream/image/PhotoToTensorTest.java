package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.image.Decoded.Oddity;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoToTensorTest {
    private static final int WHITE = PhotoToTensor.WHITE;
    private static final int BLACK = 0xff000000;

    @Test
    void transparencyIsLaidOnWhite() {
        Picture photo = new Picture(3, 1, new int[] {0x00123456, 0xff123456, 0x80000000});

        Picture flat = PhotoToTensor.flatten(photo);

        assertThat(flat.argb(0, 0)).isEqualTo(WHITE);
        assertThat(flat.argb(1, 0)).isEqualTo(0xff123456);
        assertThat(flat.argb(2, 0)).isEqualTo(0xff7f7f7f);
    }

    @Test
    void theBackdropIsTrimmedFromAllSides() {
        Picture photo = white(20, 30);
        photo.set(4, 10, BLACK);
        photo.set(15, 22, BLACK);

        assertThat(Backdrop.of(photo).productArea()).isEqualTo(new Area(4, 10, 12, 13));
    }

    @ParameterizedTest
    @CsvSource({"240, 0", "239, 1"})
    void trimmedIsWhatLiesWithinFivePercentOfTheCorners(int level, int width) {
        Picture photo = white(9, 9).map(pixel -> Picture.rgb(252, 252, 252));
        photo.set(5, 5, Picture.rgb(level, level, level));

        assertThat(Backdrop.of(photo).productArea().width()).isEqualTo(width);
    }

    @Test
    void anEdgeIsComparedWithItsOwnTwoCorners() {
        Picture photo = white(10, 10);
        for (int x = 0; x < 10; x++) {
            photo.set(x, 0, Picture.rgb(100, 100, 250));
        }
        photo.set(5, 5, BLACK);

        assertThat(Backdrop.of(photo).productArea()).isEqualTo(new Area(5, 1, 1, 5));
    }

    @Test
    void theLongerEdgeBecomes28PixelsFromTheMiddleOfEachStep() {
        Picture photo = new Picture(56, 28);
        for (int i = 0; i < 56 * 28; i++) {
            photo.set(i % 56, i / 56, Picture.rgb(i % 56, i / 56, 0));
        }

        Picture small = PhotoToTensor.subsample(photo, new Area(0, 0, 56, 28));

        assertThat(small.width).isEqualTo(28);
        assertThat(small.height).isEqualTo(14);
        assertThat(small.argb(0, 0)).isEqualTo(Picture.rgb(1, 1, 0));
        assertThat(small.argb(27, 13)).isEqualTo(Picture.rgb(55, 27, 0));
    }

    @ParameterizedTest
    @CsvSource({"1000, 1, 28, 1", "1, 1000, 1, 28", "3, 3, 28, 28"})
    void extremeShapesKeepAtLeastOneLine(int width, int height, int smallWidth, int smallHeight) {
        Picture small = PhotoToTensor.subsample(white(width, height), new Area(0, 0, width, height));

        assertThat(small.width).isEqualTo(smallWidth);
        assertThat(small.height).isEqualTo(smallHeight);
    }

    @ParameterizedTest
    @CsvSource({"28, 0, 27", "26, 1, 26", "25, 2, 26", "1, 14, 14"})
    void theProductComesIntoTheMiddleWithTheSpareLineOnTheLeft(int width, int first, int last) {
        Picture square = PhotoToTensor.centre(white(width, 28).map(pixel -> BLACK));

        int[] dark =
                IntStream.range(0, 28).filter(x -> square.argb(x, 5) == BLACK).toArray();
        assertThat(dark[0]).isEqualTo(first);
        assertThat(dark[dark.length - 1]).isEqualTo(last);
    }

    @Test
    void negationTurnsLightToDark() {
        Picture negative = PhotoToTensor.negate(new Picture(1, 1, new int[] {0xff0102ff}));

        assertThat(negative.argb(0, 0)).isEqualTo(0xfffefd00);
    }

    @ParameterizedTest
    @CsvSource({"ff0000, 54", "00ff00, 182", "0000ff, 18", "ffffff, 255", "808080, 128"})
    void grayIsTheLumaOfTheColour(String rgb, int gray) {
        assertThat(PhotoToTensor.luma(Integer.parseInt(rgb, 16))).isEqualTo(gray);
    }

    @Test
    void sharpeningLeavesPlainAreasAndRaisesTheContrastOfOutlines() {
        Picture step = new Picture(10, 5);
        for (int i = 0; i < 50; i++) {
            int level = i % 10 < 5 ? 100 : 200;
            step.set(i % 10, i / 10, Picture.rgb(level, level, level));
        }

        Picture sharp = Sharpening.sharpen(step);

        assertThat(sharp.argb(1, 2) & 0xff).isEqualTo(100);
        assertThat(sharp.argb(4, 2) & 0xff).isEqualTo(73);
        assertThat(sharp.argb(5, 2) & 0xff).isEqualTo(227);
        assertThat(sharp.argb(8, 2) & 0xff).isEqualTo(200);
    }

    @Test
    void strongOutlinesAreSharpenedMoreThanWeakOnes() {
        Picture steps = new Picture(12, 3);
        for (int i = 0; i < 36; i++) {
            int level = i % 12 < 4 ? 60 : i % 12 < 8 ? 80 : 180;
            steps.set(i % 12, i / 12, Picture.rgb(level, level, level));
        }

        Picture sharp = Sharpening.sharpen(steps);

        double weak = (60 - (sharp.argb(3, 1) & 0xff)) / 20.0;
        double strong = (80 - (sharp.argb(7, 1) & 0xff)) / 100.0;
        assertThat(weak).isPositive();
        assertThat(strong).isGreaterThan(2 * weak);
    }

    @Test
    void nothingOnThePictureIsBlankAndEmpty() {
        Decoded.Image image = PhotoToTensor.convert(white(600, 800));

        assertThat(image.oddity()).isEqualTo(Oddity.BLANK);
        assertThat(image.tensor().toBytes()).containsOnly(0);
    }

    @Test
    void dustAndWhiteOnWhiteAreBlankToo() {
        Picture dust = white(600, 800);
        dust.set(300, 300, BLACK);
        Picture whiteShirt = white(60, 80);
        for (int i = 0; i < 1000; i++) {
            whiteShirt.set(10 + i % 40, 10 + i / 40, Picture.rgb(225, 225, 225));
        }

        assertThat(PhotoToTensor.convert(dust).oddity()).isEqualTo(Oddity.BLANK);
        assertThat(PhotoToTensor.convert(whiteShirt).oddity()).isEqualTo(Oddity.BLANK);
    }

    @ParameterizedTest
    @CsvSource({"230, NONE", "229, NO_LIGHT_BACKGROUND"})
    void aBackdropOnWhichLabelsDoNotHoldIsNoLightOne(int level, Oddity oddity) {
        Picture photo = white(60, 60).map(pixel -> Picture.rgb(level, level, level));
        paint(photo, BLACK);

        assertThat(PhotoToTensor.convert(photo).oddity()).isEqualTo(oddity);
    }

    @ParameterizedTest
    @CsvSource({"160, BLANK", "159, NONE"})
    void aProductIsTooPaleWhereLabelsDoNotHold(int level, Oddity oddity) {
        Picture photo = white(60, 60);
        paint(photo, Picture.rgb(level, level, level));

        assertThat(PhotoToTensor.convert(photo).oddity()).isEqualTo(oddity);
    }

    private static void paint(Picture photo, int colour) {
        for (int i = 0; i < 400; i++) {
            photo.set(20 + i % 20, 20 + i / 20, colour);
        }
    }

    @Test
    void aProductMayCoverOneCornerButTheOthersMustBeLightAndAlike() {
        Picture photo = white(60, 60);
        photo.set(0, 0, BLACK);
        paint(photo, BLACK);
        Picture scene = white(60, 60);
        for (int i = 0; i < 60 * 30; i++) {
            scene.set(i % 60, i / 60, Picture.rgb(80, 140, 220));
            scene.set(i % 60, 30 + i / 60, Picture.rgb(i % 97, 120, i % 53));
        }

        assertThat(PhotoToTensor.convert(photo).oddity()).isEqualTo(Oddity.NONE);
        assertThat(PhotoToTensor.convert(scene).oddity()).isEqualTo(Oddity.NO_LIGHT_BACKGROUND);
        assertThat(PhotoToTensor.convert(PhotoToTensor.negate(photo)).oddity()).isEqualTo(Oddity.NO_LIGHT_BACKGROUND);
    }

    private static Picture white(int width, int height) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, WHITE);
        return new Picture(width, height, pixels);
    }
}
