package io.fashionstream.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that only holds others; run by itself, it says that one is missing. */
public abstract class CommandGroup implements Runnable {
    private final String missing;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    /**
     * A group.
     *
     * @param missing what to say to who names none of its commands
     */
    protected CommandGroup(String missing) {
        this.missing = missing;
    }

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), missing);
    }

    /** This command, as picocli sees it. */
    protected final CommandSpec spec() {
        return spec;
    }
}
