package io.fashionstream.rules.sample.lower;

import java.math.BigInteger;
import java.util.function.UnaryOperator;

/** Is used from above, and uses a library, once by a reference to a method. */
public record Used(BigInteger number) {
    BigInteger doubled() {
        return number.shiftLeft(1);
    }

    UnaryOperator<BigInteger> sum() {
        return number::add;
    }
}
