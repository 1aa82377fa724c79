package io.fashionstream.benchmarks;

/** Something that trains a network, a batch at a time. Confined to one thread. */
interface Contender extends AutoCloseable {
    /** What takes the steps. */
    enum Kind {
        /** This project's compiled step. */
        COMPILED,
        /** Deeplearning4j's own {@code fit}, its oneDNN helpers switched on. */
        FIT,
        /** DJL with PyTorch. */
        DJL
    }

    /** Numbers that the network holds, running statistics among them. */
    long parameters();

    /**
     * Takes one step of Adam.
     *
     * @param images {@code [batch * 784]}, each 0 to 1
     * @param targets {@code [batch * 10]}, one-hot
     * @return mean cross-entropy of the batch, before the step
     */
    double step(float[] images, float[] targets);

    @Override
    void close();
}
