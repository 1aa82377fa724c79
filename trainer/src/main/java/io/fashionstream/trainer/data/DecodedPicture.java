package io.fashionstream.trainer.data;

import io.fashionstream.event.Rejection;
import io.fashionstream.image.ImageTensor;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a picture file.
 *
 * @param sha256 lower-case hex SHA-256 of the file; empty if it cannot be read at all
 * @param tensor what the network takes, or null if the picture is refused
 * @param refusal why it is refused, in words, or null
 */
record DecodedPicture(
        String sha256,
        @Nullable ImageTensor tensor,
        @Nullable String refusal) {
    static DecodedPicture of(String sha256, ImageTensor tensor) {
        return new DecodedPicture(sha256, tensor, null);
    }

    static DecodedPicture refused(String sha256, Rejection rejection) {
        return new DecodedPicture(sha256, null, rejection.reason() + ": " + rejection.detail());
    }

    static DecodedPicture unreadable(String problem) {
        return new DecodedPicture("", null, problem);
    }
}
