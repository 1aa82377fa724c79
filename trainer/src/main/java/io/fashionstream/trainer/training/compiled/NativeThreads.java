package io.fashionstream.trainer.training.compiled;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads one native operation may use: nd4j's own loops and OpenBLAS, for the process. The replicas run on a
 * thread each; operations that split themselves further would only get in each other's way.
 */
public final class NativeThreads implements AutoCloseable {
    private final int loopsBefore;
    private final int blasBefore;

    private NativeThreads() {
        loopsBefore = Nd4j.getEnvironment().maxThreads();
        blasBefore = openblas.blas_get_num_threads();
    }

    /** Limits until {@link #close()}, which restores what was. */
    public static NativeThreads limitTo(int threads) {
        NativeThreads limit = new NativeThreads();
        set(threads, threads);
        return limit;
    }

    /** OpenMP keeps its limit by calling thread. */
    public static void limitCallingThreadTo(int threads) {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }

    @Override
    public void close() {
        set(loopsBefore, blasBefore);
    }

    private static void set(int loops, int blas) {
        Nd4j.getEnvironment().setMaxThreads(loops);
        openblas.blas_set_num_threads(blas);
    }
}
