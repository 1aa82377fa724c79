package io.fashionstream.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Standard output that tells when its reader is gone. Java's own keeps that to itself, and takes every line for ever. */
public final class StandardOutput {
    private static final Logger log = LoggerFactory.getLogger(StandardOutput.class);

    /** Linux's name for it. */
    private static final Path FILE = Path.of("/proc/self/fd/1");

    private static final int KILLED_BY_SIGPIPE = 128 + 13;

    private StandardOutput() {}

    /** Writes to {@link System#out}; throws {@link OutputClosed} from the first line on that nobody takes. */
    static PrintWriter writer() {
        Charset charset = Charset.forName(System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name()));
        return new PrintWriter(new OutputStreamWriter(new Checked(System.out), charset), true);
    }

    /**
     * Runs {@code action} once the reader is gone, though nothing is written: a command that waits for news would else
     * outlive a {@code head} that has enough. Does nothing where standard output is no pipe, or the system has no tail of
     * GNU: then the next line that is written tells.
     *
     * <p>Java has no way to ask a pipe whether it is read. GNU's {@code tail -f} asks, and dies of SIGPIPE.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it completes when the watch ends, with nothing to tell
    public static void whenReaderIsGone(Runnable action) {
        if (!isPipe()) {
            return;
        }
        ProcessBuilder tail = new ProcessBuilder(
                        "tail", "-f", "--pid=" + ProcessHandle.current().pid(), "/dev/null")
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.DISCARD);
        try {
            Process watch = tail.start();
            Runtime.getRuntime().addShutdownHook(new Thread(watch::destroy, "stop-watching-output"));
            var unused = watch.onExit().thenAccept(ended -> {
                if (ended.exitValue() == KILLED_BY_SIGPIPE) {
                    action.run();
                }
            });
        } catch (IOException e) {
            log.debug("Not watched: the reader of standard output", e);
        }
    }

    private static boolean isPipe() {
        try {
            return Files.readSymbolicLink(FILE).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static final class Checked extends FilterOutputStream {
        private final PrintStream stream;

        Checked(PrintStream stream) {
            super(stream);
            this.stream = stream;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            stream.write(bytes, offset, length);
            requireReader();
        }

        @Override
        public void flush() {
            requireReader();
        }

        /** Flushes, too. */
        private void requireReader() {
            if (stream.checkError()) {
                throw new OutputClosed();
            }
        }
    }
}
