package io.fashionstream.trainer.export;

/** One step of a network at inference: what a layer does, or a part of it. */
sealed interface Step
        permits Linear,
                ChannelAffine,
                Step.Relu,
                Step.MaxPooling,
                Step.GlobalAveragePooling,
                Step.Flatten,
                Step.Fork,
                Step.OtherBranch,
                Step.Sum {
    /** Appends this step to {@code graph}, reading the last step's output. */
    void appendTo(OnnxGraph graph);

    /** Whether each value that comes out is one that went in. */
    default boolean movesValues() {
        return false;
    }

    /** Negative values become 0. */
    record Relu() implements Step {
        @Override
        public void appendTo(OnnxGraph graph) {
            graph.chain("Relu");
        }
    }

    /** The largest value of each window, channel by channel. */
    record MaxPooling(Window window) implements Step {
        @Override
        public void appendTo(OnnxGraph graph) {
            graph.chain("MaxPool", window.attributes());
        }

        @Override
        public boolean movesValues() {
            return true;
        }
    }

    /** The mean of each channel: {@code [n, c, h, w]} to {@code [n, c, 1, 1]}. */
    record GlobalAveragePooling() implements Step {
        @Override
        public void appendTo(OnnxGraph graph) {
            graph.chain("GlobalAveragePool");
        }
    }

    /** What follows up to the next sum are two branches: the steps of both read what came before. */
    record Fork() implements Step {
        @Override
        public void appendTo(OnnxGraph graph) {
            graph.fork();
        }

        @Override
        public boolean movesValues() {
            return true;
        }
    }

    /** The first branch of the last fork ends, and the second one begins; it may be empty. */
    record OtherBranch() implements Step {
        @Override
        public void appendTo(OnnxGraph graph) {
            graph.otherBranch();
        }
    }

    /** The ends of both branches since the last fork, added. */
    record Sum() implements Step {
        @Override
        public void appendTo(OnnxGraph graph) {
            graph.sum();
        }
    }

    /** {@code [n, c, h, w]} to {@code [n, c*h*w]}, channels slowest. */
    record Flatten() implements Step {
        @Override
        public void appendTo(OnnxGraph graph) {
            graph.chain("Flatten", OnnxGraph.attribute("axis", 1));
        }

        @Override
        public boolean movesValues() {
            return true;
        }
    }
}
