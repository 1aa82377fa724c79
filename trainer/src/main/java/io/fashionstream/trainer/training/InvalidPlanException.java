package io.fashionstream.trainer.training;

import java.util.List;

/** Options of a training are out of range; the message lists every one of them, a line each. */
public final class InvalidPlanException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    InvalidPlanException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Option, rule and value found of each. */
    public List<String> problems() {
        return problems;
    }
}
