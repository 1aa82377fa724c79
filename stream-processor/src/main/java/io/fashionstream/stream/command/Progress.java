package io.fashionstream.stream.command;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Shows on standard error how far a long work is: a bar on a terminal, a line every few seconds elsewhere. */
final class Progress implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String done;
    private final PrintWriter errors;
    private final @Nullable ProgressBar bar;
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime() + PAUSE_NANOS);

    /**
     * @param task as {@code Sending}
     * @param done as {@code sent}
     * @param expected images in all; Long.MAX_VALUE if there is no end
     */
    Progress(String task, String done, long expected, PrintWriter errors) {
        this(done, errors, Ansi.AUTO.enabled() ? bar(task, expected) : null);
    }

    private Progress(String done, PrintWriter errors, @Nullable ProgressBar bar) {
        this.done = done;
        this.errors = errors;
        this.bar = bar;
    }

    /** Lines on a terminal, too: where results are printed meanwhile, they would break a bar. */
    static Progress inLines(String done, PrintWriter errors) {
        return new Progress(done, errors, null);
    }

    private static ProgressBar bar(String task, long expected) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(expected == Long.MAX_VALUE ? -1 : expected)
                .setUnit(" images", 1)
                .showSpeed()
                .build();
    }

    /** So many images are done; called by any thread. */
    void reach(long images) {
        if (bar != null) {
            bar.stepTo(images);
            return;
        }
        long due = nextLine.get();
        if (System.nanoTime() >= due && nextLine.compareAndSet(due, System.nanoTime() + PAUSE_NANOS)) {
            say(String.format("%,d images %s", images, done));
        }
    }

    synchronized void say(String line) {
        errors.println(line);
        errors.flush();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
