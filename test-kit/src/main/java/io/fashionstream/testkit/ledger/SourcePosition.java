package io.fashionstream.testkit.ledger;

/** Where an image event lies on its topic. */
public record SourcePosition(int partition, long offset) {}
