package io.fashionstream.quickstart;

import io.fashionstream.quickstart.terminal.TerminalProbe;
import io.fashionstream.quickstart.terminal.View;
import io.fashionstream.trainer.DataOptions;
import io.fashionstream.trainer.data.FashionMnist;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and SIGTERM into an interrupt of one thread, and gives it a moment to put things in order. */
final class Interruption {
    /** What a shell reports of a program that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private static final int GRACE_SECONDS = 20;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean asked;

    private Interruption() {}

    /** What a command does with the data set, before the eyes of a person. */
    interface Work {
        /** Does it, and returns the exit code. */
        int run(FashionMnist dataSet, View view) throws Exception;
    }

    /** Reads the data set and does the work, guarded; see {@link #guard}. */
    static int guard(DataOptions data, Work work) throws Exception {
        return guard(() -> {
            FashionMnist dataSet = data.read();
            try (View view = TerminalProbe.view(System.getenv(), System.console())) {
                return work.run(dataSet, view);
            }
        });
    }

    /**
     * Does the work in this thread. The end of the JVM interrupts it, and waits until it is over, or 20 s have passed;
     * whatever it threw then is no failure.
     *
     * @return the exit code of the work, or 130 if it was interrupted so
     */
    static int guard(Callable<Integer> work) throws Exception {
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
