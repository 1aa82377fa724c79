package io.fashionstream.image;

/** Reads the next block of a scan from its bits. */
interface JpegBlocks {
    /**
     * Reads block {@code index} of a plane.
     *
     * @param component the scan's component, counted from 0
     */
    void read(int component, int index) throws Undecodable;

    /** Forgets what was read: the next block is coded without regard to those before. */
    void restart();

    static Undecodable broken() {
        return Undecodable.corrupt("expected intact JPEG image data, got codes that mean nothing");
    }
}
