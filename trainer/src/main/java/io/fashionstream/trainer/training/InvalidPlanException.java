package io.fashionstream.trainer.training;

import java.util.List;

/** Options of a training are out of range; the message lists every one of them, a line each. */
public final class InvalidPlanException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    InvalidPlanException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
