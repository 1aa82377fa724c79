package io.fashionstream.stream.endpoint;

/**
 * One picture as a client sent it.
 *
 * @param name what the client calls it; empty if it does not
 * @param contentType as it was stated; empty if nothing was
 * @param bytes shared, not copied
 */
record SentPicture(String name, String contentType, byte[] bytes) {}
