package io.fashionstream.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Input for the WebP library, which reads a little more than it needs: a few zeros follow the end of the bytes, and reading
 * beyond these throws {@link PastEnd}. Reading also throws once more memory was allocated than is allowed.
 *
 * <p>Without the zeros the library throws and catches an exception for every bit that it reads near the end. A picture of
 * 60 x 80 pixels whose symbols take no bits kept it busy for 6 seconds.
 */
final class PaddedInput extends ImageInputStreamImpl {
    private static final int PADDING = 64;
    /** Bytes read between two looks at the memory: in so few, codes for 150 kB can be described. */
    private static final int BETWEEN_CHECKS = 64;

    private final byte[] bytes;
    private final MemoryAllowance allowance;

    /** Takes {@code bytes} without copying. */
    PaddedInput(byte[] bytes, MemoryAllowance allowance) {
        this.bytes = bytes;
        this.allowance = allowance;
    }

    /** The reader wants more bytes than there are. Not an EOFException, which readers catch. */
    static final class PastEnd extends IOException {
        private static final long serialVersionUID = 1L;

        private PastEnd(int length) {
            super("read beyond the end at " + length);
        }
    }

    @Override
    public int read() throws IOException {
        int value = at(streamPos);
        streamPos++;
        bitOffset = 0;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            target[offset + i] = (byte) at(streamPos + i);
        }
        streamPos += length;
        bitOffset = 0;
        return length;
    }

    private int at(long position) throws IOException {
        if (position % BETWEEN_CHECKS == 0) {
            allowance.check();
        }
        if (position >= (long) bytes.length + PADDING) {
            throw new PastEnd(bytes.length);
        }
        return position < bytes.length ? Byte.toUnsignedInt(bytes[(int) position]) : 0;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
