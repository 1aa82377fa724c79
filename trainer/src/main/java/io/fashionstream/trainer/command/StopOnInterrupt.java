package io.fashionstream.trainer.command;

import io.fashionstream.trainer.Trainer;
import io.fashionstream.trainer.training.TrainingResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a training with a checkpoint when the program is stopped by Ctrl-C or a termination signal. */
final class StopOnInterrupt {
    private static final int PATIENCE_SECONDS = 60;

    private StopOnInterrupt() {}

    /**
     * Trains; a signal stops the training, and the program ends when its checkpoint is saved.
     *
     * @param whenStopped runs before the program ends by a signal
     */
    static TrainingResult run(Trainer trainer, Runnable whenStopped) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(trainer, ended, whenStopped), "stop-training");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return trainer.train();
        } finally {
            ended.countDown();
            remove(hook);
        }
    }

    private static void stop(Trainer trainer, CountDownLatch ended, Runnable whenStopped) {
        trainer.requestStop();
        try {
            if (ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                whenStopped.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already: it was what ended the training.
        }
    }
}
