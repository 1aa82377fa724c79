package io.fashionstream.stream.reference;

import io.fashionstream.event.ImageReference;
import io.fashionstream.event.Rejection;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.event.serde.Excerpt;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Says what came of a fetch, in the words of a rejection where it failed. Safe for use by several threads. */
final class FetchVerdicts {
    private final FetchLimits limits;

    FetchVerdicts(FetchLimits limits) {
        this.limits = limits;
    }

    /** {@code content}, if it has the digest that the publisher gave. */
    Fetched checked(ImageReference reference, Fetched.Content content) {
        String expected = reference.sha256();
        if (expected == null) {
            return content;
        }
        String found = HexFormat.of().formatHex(sha256().digest(content.bytes()));
        return found.equals(expected)
                ? content
                : failed(
                        RejectionReason.CHECKSUM_MISMATCH,
                        "expected bytes of SHA-256 " + expected + ", got " + content.bytes().length + " of " + found);
    }

    Fetched forbidden(ForbiddenReference reference) {
        return failed(RejectionReason.FORBIDDEN_REFERENCE, reference.detail());
    }

    /** There is no time left for {@code fetch}. */
    Fetched late(Fetch fetch) {
        if (fetch.attempts() == 0) {
            return failed(
                    RejectionReason.UNREACHABLE,
                    "expected a turn to be fetched within "
                            + limits.pollTimeout().toMillis() + " ms of its poll, but others took all of the "
                            + limits.atOnce() + " places that long");
        }
        String last = fetch.lastFailure().isEmpty() ? "the answer was not whole in time" : fetch.lastFailure();
        return failed(
                RejectionReason.UNREACHABLE,
                "expected the image within " + limits.timeout().toMillis() + " ms, got none in " + fetch.attempts()
                        + (fetch.attempts() == 1 ? " attempt: " : " attempts, of which the last: ") + Excerpt.of(last));
    }

    private static Fetched failed(RejectionReason reason, String detail) {
        return new Fetched.Failed(new Rejection(reason, detail));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
