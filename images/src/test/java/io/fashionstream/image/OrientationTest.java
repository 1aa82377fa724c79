package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTagIsReadInBothByteOrders(boolean bigEndian) {
        assertThat(Orientation.fromExif(tiff(6, bigEndian))).isEqualTo(Orientation.TURNED_LEFT);
    }

    @Test
    void aTurnedPhotoIsTurnedBack() {
        Picture stored = new Picture(2, 3, new int[] {1, 2, 3, 4, 5, 6});

        Picture upright = Orientation.TURNED_LEFT.upright(stored);

        assertThat(upright.width).isEqualTo(3);
        assertThat(new int[] {upright.argb(0, 0), upright.argb(1, 0), upright.argb(2, 0)})
                .containsExactly(5, 3, 1);
        assertThat(new int[] {upright.argb(0, 1), upright.argb(1, 1), upright.argb(2, 1)})
                .containsExactly(6, 4, 2);
    }

    @Test
    void damagedMetadataCountsAsUpright() {
        byte[] tiff = tiff(6, true);
        for (int length = 0; length < 22; length++) {
            assertThat(Orientation.fromExif(Arrays.copyOf(tiff, length))).isEqualTo(Orientation.UPRIGHT);
        }
        assertThat(Orientation.fromExif(
                        ByteBuffer.wrap(tiff(6, true)).putInt(4, -1).array()))
                .isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.fromExif(ByteBuffer.wrap(tiff(6, true))
                        .putInt(4, Integer.MAX_VALUE)
                        .array()))
                .isEqualTo(Orientation.UPRIGHT);
    }

    /** 26 bytes: a TIFF structure with this one tag. */
    static byte[] tiff(int orientation, boolean bigEndian) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) (bigEndian ? 'M' : 'I'))
                .put((byte) (bigEndian ? 'M' : 'I'))
                .putShort((short) 42);
        tiff.putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return tiff.array();
    }
}
