package io.fashionstream.stream.accuracy;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/** Cells as bytes: how many are not zero, and of each of these its number and what it holds. */
final class FilledCells {
    private static final int CELL_BYTES = Short.BYTES + Long.BYTES;

    private FilledCells() {}

    /** @param cells up to 65,536 */
    static void write(DataOutput out, long[] cells) throws IOException {
        ByteBuffer filled = ByteBuffer.allocate(cells.length * CELL_BYTES);
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell] != 0) {
                filled.putShort((short) cell).putLong(cells[cell]);
            }
        }
        out.writeShort(filled.position() / CELL_BYTES);
        out.write(filled.array(), 0, filled.position());
    }

    /** @param place where a cell of that number is now */
    static void read(StateBytes.Input in, long[] cells, IntUnaryOperator place) throws IOException {
        byte[] bytes = new byte[in.readUnsignedShort() * CELL_BYTES];
        in.readFully(bytes);
        ByteBuffer filled = ByteBuffer.wrap(bytes);
        while (filled.hasRemaining()) {
            int written = Short.toUnsignedInt(filled.getShort());
            cells[place.applyAsInt(written)] = filled.getLong();
        }
    }
}
