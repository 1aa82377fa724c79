package io.fashionstream.rules.sample.upper;

import io.fashionstream.rules.sample.lower.Used;

/** Uses what lies below it. */
public record User(Used used) {}
