package io.fashionstream.image;

/** Walks through the blocks of one scan in the order in which they are coded, from restart to restart. */
final class JpegScan {
    private final JpegFrame frame;
    private final JpegScanHeader header;
    private final JpegPlane[] planes;
    private final JpegComponent[] components;
    private final int restartInterval;
    private final JpegBits bits;
    private final JpegBlocks blocks;

    /**
     * @param planes of the scan's components, in their order
     * @param bits at the beginning of the scan's data
     */
    JpegScan(JpegFrame frame, JpegScanHeader header, JpegTables tables, JpegPlane[] planes, JpegBits bits)
            throws Undecodable {
        this.frame = frame;
        this.header = header;
        this.bits = bits;
        this.restartInterval = tables.restartInterval();
        this.planes = planes;
        this.components = new JpegComponent[planes.length];
        for (int i = 0; i < planes.length; i++) {
            components[i] = frame.components().get(header.component(i));
        }
        this.blocks = frame.progressive()
                ? new JpegProgressiveBlocks(bits, planes, header, tables)
                : new JpegSequentialBlocks(bits, planes, header, tables);
    }

    /** Reads all blocks; to be called once. */
    void read() throws Undecodable {
        boolean alone = header.components() == 1;
        int across = alone ? planes[0].ownBlocksAcross : frame.unitsAcross();
        int down = alone ? planes[0].ownBlocksDown : frame.unitsDown();
        int unit = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
                    restart(unit / restartInterval - 1);
                }
                if (alone) {
                    blocks.read(0, y * planes[0].blocksAcross + x);
                } else {
                    readUnit(x, y);
                }
                unit++;
            }
            requireData();
        }
    }

    private void readUnit(int x, int y) throws Undecodable {
        for (int i = 0; i < planes.length; i++) {
            JpegComponent component = components[i];
            for (int row = 0; row < component.down(); row++) {
                int line = (y * component.down() + row) * planes[i].blocksAcross;
                for (int column = 0; column < component.across(); column++) {
                    blocks.read(i, line + x * component.across() + column);
                }
            }
        }
    }

    private void restart(int number) throws Undecodable {
        requireData();
        int found = bits.restart();
        if (found < 0) {
            throw premature();
        }
        if (found != (number & 7)) {
            throw Undecodable.corrupt(
                    "expected JPEG restart %d, got %d: data between them are missing", number & 7, found);
        }
        blocks.restart();
    }

    private void requireData() throws Undecodable {
        if (bits.isExhausted()) {
            throw premature();
        }
    }

    private Undecodable premature() {
        return Undecodable.truncated(
                "expected the JPEG image data of %,d x %,d pixels, got data with a premature end",
                frame.width(), frame.height());
    }
}
