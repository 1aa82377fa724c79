package io.fashionstream.image;

import io.fashionstream.event.RejectionReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One kind of bytes that a catalogue may send, and what becomes of it. */
public final class Encoding {
    private final String name;
    private final String contentType;
    private final byte[] bytes;
    private final @Nullable RejectionReason reason;
    private final String detail;

    private Encoding(String name, String contentType, byte[] bytes, @Nullable RejectionReason reason, String detail) {
        this.name = name;
        this.contentType = contentType;
        this.bytes = bytes;
        this.reason = reason;
        this.detail = detail;
    }

    static Encoding labelled(String name, byte[] bytes) {
        return labelled(name, "image/jpeg", bytes);
    }

    static Encoding labelled(String name, String contentType, byte[] bytes) {
        return new Encoding(name, contentType, bytes, null, "");
    }

    static Encoding refused(String name, byte[] bytes, RejectionReason reason, String detail) {
        return refused(name, "image/jpeg", bytes, reason, detail);
    }

    static Encoding refused(String name, String contentType, byte[] bytes, RejectionReason reason, String detail) {
        return new Encoding(name, contentType, bytes, reason, detail);
    }

    public String name() {
        return name;
    }

    /** What is declared; empty if nothing is. */
    public String contentType() {
        return contentType;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Why it is rejected; empty if it is labelled. */
    public Optional<RejectionReason> reason() {
        return Optional.ofNullable(reason);
    }

    /** What the rejection says among other things; empty if it is labelled. */
    public String detail() {
        return detail;
    }

    @Override
    public String toString() {
        return name + (reason == null ? "" : ": " + reason);
    }
}
