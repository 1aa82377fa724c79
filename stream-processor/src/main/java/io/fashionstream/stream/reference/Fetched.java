package io.fashionstream.stream.reference;

import io.fashionstream.event.Rejection;

/** What became of one image by reference. */
public sealed interface Fetched {
    /** Its bytes. */
    final class Content implements Fetched {
        private final byte[] bytes;
        private final String contentType;

        /** @param contentType as the server states it; empty if it does not */
        Content(byte[] bytes, String contentType) {
            this.bytes = bytes;
            this.contentType = contentType;
        }

        /** Shared, not to be changed. */
        public byte[] bytes() {
            return bytes;
        }

        public String contentType() {
            return contentType;
        }
    }

    /** It may not be fetched, or could not be in time. */
    record Failed(Rejection rejection) implements Fetched {}
}
