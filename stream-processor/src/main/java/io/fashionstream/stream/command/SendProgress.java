package io.fashionstream.stream.command;

import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.send.Publisher;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Shows on standard error how far the sending is: a bar on a terminal, a line every few seconds elsewhere. */
final class SendProgress implements Publisher.Listener, AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int SHOWN_REFUSALS = 20;

    private final PrintWriter errors;
    private final @Nullable ProgressBar bar;
    private final AtomicLong nextLine = new AtomicLong(System.nanoTime() + PAUSE_NANOS);
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long start = System.nanoTime();

    /**
     * @param expected images in all; Long.MAX_VALUE if there is no end
     */
    SendProgress(long expected, PrintWriter errors) {
        this.errors = errors;
        this.bar = Ansi.AUTO.enabled()
                ? new ProgressBarBuilder()
                        .setTaskName("Sending")
                        .setInitialMax(expected == Long.MAX_VALUE ? -1 : expected)
                        .setUnit(" images", 1)
                        .showSpeed()
                        .build()
                : null;
    }

    /** Time runs from here. */
    void begin() {
        start = System.nanoTime();
    }

    @Override
    public void stored(Picture picture, String eventId, String position) {
        long sent = stored.incrementAndGet();
        if (bar != null) {
            bar.stepTo(sent);
            return;
        }
        long due = nextLine.get();
        if (System.nanoTime() >= due && nextLine.compareAndSet(due, System.nanoTime() + PAUSE_NANOS)) {
            say(String.format("%,d images sent", sent));
        }
    }

    @Override
    public void refused(Picture picture, Exception reason) {
        long number = refused.incrementAndGet();
        if (number <= SHOWN_REFUSALS) {
            say("Not sent: " + picture.imageId() + ": " + reason.getMessage());
        } else if (number == SHOWN_REFUSALS + 1) {
            say("Further images that are not sent are counted only");
        }
    }

    long stored() {
        return stored.get();
    }

    long refused() {
        return refused.get();
    }

    /** Since it began. */
    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private synchronized void say(String line) {
        errors.println(line);
        errors.flush();
    }
}
