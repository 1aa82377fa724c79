package io.fashionstream.artifact;

/** A model artifact breaks the format; nothing of it may be used. */
public final class ArtifactRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String expected;
    private final String found;

    /**
     * @param where the entry, and the place in it, such as {@code manifest.json /classes/3}
     * @param expected the rule that was broken
     * @param found what stands there instead; never whole contents
     */
    public ArtifactRefused(String where, String expected, String found) {
        super("model artifact refused: %s: expected %s, found %s".formatted(where, expected, found));
        this.where = where;
        this.expected = expected;
        this.found = found;
    }

    /** As {@link #ArtifactRefused(String, String, String)}, with the parser's own complaint as the cause. */
    public ArtifactRefused(String where, String expected, String found, Throwable cause) {
        this(where, expected, found);
        initCause(cause);
    }

    public String where() {
        return where;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }

    /** Throws unless {@code holds}. */
    static void refuseUnless(boolean holds, String where, String expected, Object found) {
        if (!holds) {
            throw new ArtifactRefused(where, expected, String.valueOf(found));
        }
    }
}
