package io.fashionstream.quickstart;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C into an interrupt of one thread, and gives it a moment to put things in order. */
final class Interruption {
    private static final int GRACE_SECONDS = 20;

    private final CountDownLatch over = new CountDownLatch(1);

    private Interruption() {}

    /** From now on, the end of the JVM waits until {@link #over} is called or 20 s have passed. */
    static Interruption ofCurrentThread() {
        Thread thread = Thread.currentThread();
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.interrupt(thread), "put-in-order"));
        return interruption;
    }

    /** Everything is closed. */
    void over() {
        over.countDown();
    }

    private void interrupt(Thread thread) {
        if (over.getCount() > 0) {
            thread.interrupt();
        }
        try {
            if (!over.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(130);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
