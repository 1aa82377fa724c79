package io.fashionstream.trainer.export;

/** One step of a network at inference: what a layer does, or a part of it. */
sealed interface Step permits Linear, ChannelAffine, Step.Relu, Step.MaxPooling, Step.Flatten {
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
