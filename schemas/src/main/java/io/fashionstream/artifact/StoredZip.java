package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactRefused.refuseUnless;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The one zip that a set of entries has: every entry stored, in the order of {@link ArtifactEntry}, dated 1980-01-01.
 * Any zip tool reads it, no compressor's version changes its bytes, and nothing in it can inflate.
 *
 * <p>Reading accepts that form alone, byte for byte: duplicate, foreign or compressed entries, paths, comments, extra
 * fields, a directory that disagrees, bytes before or after are all refused.
 */
final class StoredZip {
    /** Longest zip that is looked at. */
    static final int MAX_BYTES = 256 << 20;

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final short VERSION = 10;
    private static final short STORED = 0;
    private static final int NAME_LENGTH_AT = 26;
    private static final int METHOD_AT = 8;
    private static final int SIZE_AT = 22;
    private static final int DATE_1980_01_01 = 0x00210000;

    private static final byte[] NOTHING = {};

    private StoredZip() {}

    /** Where one entry's bytes lie in the zip. */
    record Slice(int headerAt, int from, int length, int crc) {
        byte[] of(byte[] zip) {
            return Arrays.copyOfRange(zip, from, from + length);
        }
    }

    /**
     * Writes the zip of {@code contents}.
     *
     * @throws ArtifactRefused if an entry is missing or longer than it may be
     */
    static byte[] write(Map<ArtifactEntry, byte[]> contents) {
        Map<ArtifactEntry, Slice> slices = new EnumMap<>(ArtifactEntry.class);
        long at = 0;
        for (ArtifactEntry entry : ArtifactEntry.ALL) {
            if (entry.isOptional() && !contents.containsKey(entry)) {
                continue;
            }
            refuseUnless(contents.containsKey(entry), entry.fileName(), "to be present", "nothing");
            byte[] bytes = contents.getOrDefault(entry, NOTHING);
            refuseUnless(bytes.length <= entry.maxBytes(), entry.fileName(), atMost(entry), bytes.length + " bytes");
            int from = (int) at + LOCAL_BYTES + entry.nameBytes().length;
            slices.put(entry, new Slice((int) at, from, bytes.length, crc(bytes, 0, bytes.length)));
            at = (long) from + bytes.length;
            refuseUnless(at <= MAX_BYTES, "zip", "at most " + MAX_BYTES + " bytes", at + " bytes or more");
        }
        byte[] directory = directory(slices, (int) at);
        ByteBuffer zip = ByteBuffer.allocate((int) at + directory.length);
        slices.forEach((entry, slice) -> zip.put(localHeader(entry, slice)).put(contents.getOrDefault(entry, NOTHING)));
        return zip.put(directory).array();
    }

    /**
     * Finds the entries of {@code zip}, having checked that it is in the form that {@link #write} gives.
     *
     * @throws ArtifactRefused if it is not
     */
    static Map<ArtifactEntry, Slice> read(byte[] zip) {
        refuseUnless(zip.length <= MAX_BYTES, "zip", "at most " + MAX_BYTES + " bytes", zip.length + " bytes");
        Map<ArtifactEntry, Slice> slices = new EnumMap<>(ArtifactEntry.class);
        int at = 0;
        for (ArtifactEntry entry : ArtifactEntry.ALL) {
            if (entry.isOptional() && !nameAt(zip, at, entry).equals(entry.fileName())) {
                continue;
            }
            Slice slice = entryAt(zip, at, entry, slices);
            slices.put(entry, slice);
            at = slice.from() + slice.length();
        }
        byte[] directory = directory(slices, at);
        refuseUnless(
                zip.length - at == directory.length,
                "zip directory at byte " + at,
                directory.length + " bytes up to the end of the file",
                zip.length - at + " bytes");
        refuseEdited(zip, at, directory, "zip directory");
        return slices;
    }

    private static Slice entryAt(byte[] zip, int at, ArtifactEntry entry, Map<ArtifactEntry, Slice> before) {
        ByteBuffer header = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        String name = nameAt(zip, at, entry);
        if (!name.equals(entry.fileName())) {
            throw strayEntry(name, entry, before);
        }
        int method = header.getShort(at + METHOD_AT);
        refuseUnless(method == STORED, name, "to be stored (zip method 0)", "zip method " + method);
        long length = Integer.toUnsignedLong(header.getInt(at + SIZE_AT));
        int from = at + LOCAL_BYTES + entry.nameBytes().length;
        refuseUnless(length <= entry.maxBytes(), name, atMost(entry), length + " bytes");
        refuseUnless(length <= zip.length - from, name, length + " bytes as its header says", zip.length - from);
        Slice slice = new Slice(at, from, (int) length, crc(zip, from, (int) length));
        refuseEdited(zip, at, localHeader(entry, slice), name + " header");
        return slice;
    }

    private static String nameAt(byte[] zip, int at, ArtifactEntry entry) {
        ByteBuffer header = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int left = zip.length - at;
        boolean isEntry = left > LOCAL_BYTES && header.getInt(at) == LOCAL_SIGNATURE;
        refuseUnless(isEntry, entry.fileName(), "a zip entry at byte " + at, left < 1 ? "the end" : "other bytes");
        int length = Short.toUnsignedInt(header.getShort(at + NAME_LENGTH_AT));
        refuseUnless(length <= left - LOCAL_BYTES, "zip entry at byte " + at, "a whole name", "the end of the file");
        return new String(zip, at + LOCAL_BYTES, Math.min(length, 100), StandardCharsets.UTF_8);
    }

    private static ArtifactRefused strayEntry(String name, ArtifactEntry next, Map<ArtifactEntry, Slice> before) {
        String shown = "\"" + name.replaceAll("[^\\x20-\\x7e]", "?") + "\"";
        return ArtifactEntry.named(name)
                .map(known -> new ArtifactRefused(
                        "zip",
                        next.fileName() + " as the next entry",
                        before.containsKey(known) ? "a second " + shown : shown))
                .orElseGet(() -> new ArtifactRefused("zip", "only the entries of an artifact", "entry " + shown));
    }

    private static void refuseEdited(byte[] zip, int at, byte[] expected, String where) {
        int end = Math.min(zip.length, at + expected.length);
        int differs = Arrays.mismatch(zip, at, end, expected, 0, expected.length);
        refuseUnless(differs < 0, where, "the bytes that this program writes", "another byte at " + (at + differs));
    }

    private static byte[] localHeader(ArtifactEntry entry, Slice slice) {
        byte[] name = entry.nameBytes();
        byte[] bytes = new byte[LOCAL_BYTES + name.length];
        ByteBuffer header = little(bytes);
        header.putInt(LOCAL_SIGNATURE);
        common(header, name, slice);
        header.put(name);
        return bytes;
    }

    /** Version, flags, method, date, checksum, both sizes, length of the name, no extra field. */
    private static void common(ByteBuffer header, byte[] name, Slice slice) {
        header.putShort(VERSION).putShort((short) 0).putShort(STORED).putInt(DATE_1980_01_01);
        header.putInt(slice.crc()).putInt(slice.length()).putInt(slice.length());
        header.putShort((short) name.length).putShort((short) 0);
    }

    private static byte[] directory(Map<ArtifactEntry, Slice> slices, int at) {
        int length = slices.keySet().stream()
                .mapToInt(entry -> CENTRAL_BYTES + entry.nameBytes().length)
                .sum();
        byte[] bytes = new byte[length + END_BYTES];
        ByteBuffer directory = little(bytes);
        slices.forEach((entry, slice) -> {
            directory.putInt(CENTRAL_SIGNATURE).putShort(VERSION);
            common(directory, entry.nameBytes(), slice);
            directory
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(0);
            directory.putInt(slice.headerAt()).put(entry.nameBytes());
        });
        directory.putInt(END_SIGNATURE).putInt(0);
        directory.putShort((short) slices.size()).putShort((short) slices.size());
        directory.putInt(length).putInt(at).putShort((short) 0);
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static String atMost(ArtifactEntry entry) {
        return "at most " + entry.maxBytes() + " bytes";
    }
}
