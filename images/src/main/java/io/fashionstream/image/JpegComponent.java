package io.fashionstream.image;

/**
 * One component of a frame: luma, a chroma, an ink.
 *
 * @param id its name within the file
 * @param across sampling factor, 1 to 4: samples for each {@code maxAcross} columns of the picture
 * @param down sampling factor, 1 to 4, for rows
 * @param quantisation number of its quantisation table
 */
record JpegComponent(int id, int across, int down, int quantisation) {}
