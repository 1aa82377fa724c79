package io.fashionstream.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** Damages files at random, as disks, networks and attackers do. */
final class Mutation {
    private static final int[] EXTREMES = {0, 1, -1, 0x7fffffff, 0x80000000, 0xffff, 0x10000, 0x7f, 0x80};
    private static final int PNG_SIGNATURE_BYTES = 8;

    private final Random random;
    private final List<byte[]> files;

    Mutation(Random random, List<byte[]> files) {
        this.random = random;
        this.files = files;
    }

    /** A damaged copy of one of the files. */
    byte[] next() {
        byte[] mutant = pick().clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && mutant.length > 0; i++) {
            mutant = change(mutant);
        }
        return random.nextBoolean() ? withRightChecksums(mutant) : mutant;
    }

    private byte[] pick() {
        return files.get(random.nextInt(files.size()));
    }

    private byte[] change(byte[] file) {
        return switch (random.nextInt(8)) {
            case 0 -> flipBit(file);
            case 1 -> setByte(file, position(file), random.nextInt(256));
            case 2 -> setByte(file, random.nextInt(Math.min(64, file.length)), random.nextInt(256));
            case 3 -> putExtreme(file);
            case 4 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 5 -> splice(file, pick());
            case 6 -> splice(file, file);
            default -> noise(file);
        };
    }

    private byte[] flipBit(byte[] file) {
        file[position(file)] ^= (byte) (1 << random.nextInt(8));
        return file;
    }

    private static byte[] setByte(byte[] file, int position, int value) {
        file[position] = (byte) value;
        return file;
    }

    private byte[] putExtreme(byte[] file) {
        int extreme = EXTREMES[random.nextInt(EXTREMES.length)];
        byte[] bytes = ByteBuffer.allocate(4)
                .putInt(random.nextBoolean() ? extreme : Integer.reverseBytes(extreme))
                .array();
        int at = position(file);
        System.arraycopy(bytes, 0, file, at, Math.min(1 + random.nextInt(4), file.length - at));
        return file;
    }

    /** The beginning of one and the end of the other: leaves out, doubles or exchanges a part. */
    private byte[] splice(byte[] first, byte[] second) {
        int end = position(first);
        int start = position(second);
        byte[] spliced = Arrays.copyOf(first, end + second.length - start);
        System.arraycopy(second, start, spliced, end, second.length - start);
        return spliced;
    }

    private byte[] noise(byte[] file) {
        byte[] noise = new byte[1 + random.nextInt(16)];
        random.nextBytes(noise);
        int at = position(file);
        System.arraycopy(noise, 0, file, at, Math.min(noise.length, file.length - at));
        return file;
    }

    private int position(byte[] file) {
        return random.nextInt(file.length);
    }

    /** Mends the checksums of a PNG, so that the damage gets past them. */
    private static byte[] withRightChecksums(byte[] file) {
        ByteBuffer png = ByteBuffer.wrap(file);
        int at = PNG_SIGNATURE_BYTES;
        while (at <= file.length - 12 && file[0] == (byte) 0x89) {
            int length = png.getInt(at);
            if (length < 0 || length > file.length - 12 - at) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(file, at + 4, length + 4);
            png.putInt(at + 8 + length, (int) crc.getValue());
            at += length + 12;
        }
        return file;
    }
}
