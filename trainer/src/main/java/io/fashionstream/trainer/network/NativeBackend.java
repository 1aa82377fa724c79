package io.fashionstream.trainer.network;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Switches Deeplearning4j's oneDNN helpers on. By default it runs without them and does not say so; training is then 5 to 7
 * times slower, inference 10 to 18 times.
 *
 * <p>Two things keep them off: a system property whose default is to disable them, and a class that the helpers look up
 * in a package that it has left ({@link org.nd4j.nativeblas.Nd4jCpu}).
 */
public final class NativeBackend {
    private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

    private NativeBackend() {}

    /**
     * Switches the helpers on for networks initialised from now on, in the whole process; call it first. A value that
     * was given on the command line stays.
     */
    public static void activate() {
        if (System.getProperty(HELPERS_DISABLED) == null) {
            System.setProperty(HELPERS_DISABLED, "false");
        }
        Nd4j.getExecutioner();
    }
}
