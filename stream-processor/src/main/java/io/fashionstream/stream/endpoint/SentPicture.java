package io.fashionstream.stream.endpoint;

/** One picture as a client sent it. */
final class SentPicture {
    private final String name;
    private final String contentType;
    private final byte[] bytes;

    /**
     * Takes {@code bytes} without copying.
     *
     * @param name what the client calls it; empty if it does not
     * @param contentType as it was stated; empty if nothing was
     */
    SentPicture(String name, String contentType, byte[] bytes) {
        this.name = name;
        this.contentType = contentType;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes;
    }
}
