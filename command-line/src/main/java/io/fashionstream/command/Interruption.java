package io.fashionstream.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and SIGTERM into an interrupt of one thread, and gives it a moment to put things in order. */
public final class Interruption {
    /** What a shell reports of a program that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private static final int GRACE_SECONDS = 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean asked;

    private Interruption() {}

    /**
     * Does the work in this thread. The end of the JVM interrupts it, and waits until it is over, or 20 s have passed;
     * whatever it threw then is no failure.
     *
     * @return the exit code of the work, or 130 if it was interrupted so
     */
    public static int guard(Callable<Integer> work) throws Exception {
        Interruption interruption = ofCurrentThread();
        try {
            return work.call();
        } catch (Exception e) {
            if (!interruption.asked) {
                throw e;
            }
            System.err.println("Stopped; everything that was started is closed.");
            return INTERRUPTED;
        } finally {
            interruption.over.countDown();
        }
    }

    private static Interruption ofCurrentThread() {
        Thread thread = Thread.currentThread();
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.interrupt(thread), "put-in-order"));
        return interruption;
    }

    private void interrupt(Thread thread) {
        if (over.getCount() > 0) {
            asked = true;
            thread.interrupt();
        }
        try {
            if (!over.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
