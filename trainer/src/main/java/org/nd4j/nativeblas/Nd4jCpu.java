package org.nd4j.nativeblas;

/**
 * Stands where Deeplearning4j 1.0.0-M2.1 still looks for the native binding, which has moved to another package.
 *
 * <p>Its oneDNN helpers ask {@code org.nd4j.nativeblas.Nd4jCpu$Environment}, by reflection, whether oneDNN is there.
 * Without that class they log an error once and stay off, which makes training 5 to 7 times slower.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** Answers for the class that moved. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        /** Called by name from the helpers. */
        public static Environment getInstance() {
            return INSTANCE;
        }

        /** Called by name from the helpers; oneDNN was called MKL-DNN then. */
        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
