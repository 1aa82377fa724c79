package io.fashionstream.check;

/** Tells failures whose message is enough for a person from those that need a stack trace. */
public final class Foreseen {
    private Foreseen() {}

    /** Whether the message of {@code failure} says all that a person needs to know. */
    public static boolean is(Throwable failure) {
        return failure instanceof IllegalArgumentException
                || failure.getClass().getName().startsWith("io.fashionstream.");
    }
}
