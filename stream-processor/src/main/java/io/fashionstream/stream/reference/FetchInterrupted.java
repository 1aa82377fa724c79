package io.fashionstream.stream.reference;

import java.io.Serial;

/** Nothing comes of a fetch any more, because the processor ends. The image is neither labelled nor rejected. */
public final class FetchInterrupted extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    FetchInterrupted(String why) {
        super("an image by reference was waited for, and " + why);
    }
}
