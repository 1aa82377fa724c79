package io.fashionstream.stream.command;

import io.fashionstream.stream.send.Picture;
import io.fashionstream.stream.send.Publisher;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;

/** Shows how far the sending is, and counts. */
final class SendProgress implements Publisher.Listener, AutoCloseable {
    private static final int SHOWN_REFUSALS = 20;

    private final Progress progress;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long start = System.nanoTime();

    /**
     * @param expected images in all; Long.MAX_VALUE if there is no end
     */
    SendProgress(long expected, PrintWriter errors) {
        this.progress = new Progress("Sending", "sent", expected, errors);
    }

    /** Time runs from here. */
    void begin() {
        start = System.nanoTime();
    }

    @Override
    public void stored(Picture picture, String eventId, String position) {
        progress.reach(stored.incrementAndGet());
    }

    @Override
    public void refused(Picture picture, Exception reason) {
        long number = refused.incrementAndGet();
        if (number <= SHOWN_REFUSALS) {
            progress.say("Not sent: " + picture.imageId() + ": " + reason.getMessage());
        } else if (number == SHOWN_REFUSALS + 1) {
            progress.say("Further images that are not sent are counted only");
        }
    }

    void say(String line) {
        progress.say(line);
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
        progress.close();
    }
}
