package io.fashionstream.trainer.export;

/**
 * A step, and what calibration found of the values that go into it.
 *
 * @param input before the step
 */
record CalibratedStep(Step step, Activation input) {
    ByteScale scale() {
        return input.scale();
    }

    /** The same with one more channel in its input, see {@link ConstantChannel}. */
    CalibratedStep withConstantChannel() {
        return new CalibratedStep(step, input.withConstantChannel());
    }

    CalibratedStep withStep(Step other) {
        return new CalibratedStep(other, input);
    }
}
