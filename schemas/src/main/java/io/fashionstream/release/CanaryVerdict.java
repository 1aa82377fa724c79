package io.fashionstream.release;

import io.fashionstream.event.CanaryStep.Evidence;

/**
 * What is to become of a canary by what its step has shown.
 *
 * @param grow whether it serves the next share, or else is taken back
 * @param reason in words
 */
public record CanaryVerdict(boolean grow, String reason, Evidence evidence) {}
