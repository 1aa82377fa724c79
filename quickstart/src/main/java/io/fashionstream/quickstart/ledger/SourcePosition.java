package io.fashionstream.quickstart.ledger;

/** Where an image event lies on its topic. */
public record SourcePosition(int partition, long offset) {}
