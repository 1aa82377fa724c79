package io.fashionstream.stream.testing;

import java.nio.file.Path;

/** Where test drivers keep local state, each JVM's apart: two of them share this module's tests. */
public final class StateFolder {
    /** For {@code state.dir}. */
    public static final String OF_THIS_JVM = Path.of(
                    "target", "state", String.valueOf(ProcessHandle.current().pid()))
            .toAbsolutePath()
            .toString();

    private StateFolder() {}
}
