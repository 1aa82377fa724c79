package io.fashionstream.rules.sample.lower;

import java.math.BigInteger;

/** Is used from above, and uses a library. */
public record Used(BigInteger number) {}
