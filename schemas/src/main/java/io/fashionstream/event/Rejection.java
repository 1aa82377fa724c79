package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

/**
 * Why one image is refused.
 *
 * @param detail what was expected and what was found, for a person to read; never the pixels
 */
public record Rejection(RejectionReason reason, String detail) {
    public Rejection {
        require(!detail.isBlank(), "detail must say what was found, got blank text for %s", reason);
    }
}
