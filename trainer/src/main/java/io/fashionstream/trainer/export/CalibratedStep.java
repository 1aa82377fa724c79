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

    CalibratedStep withInput(Activation other) {
        return new CalibratedStep(step, other);
    }

    CalibratedStep withStep(Step other) {
        return new CalibratedStep(other, input);
    }
}
