/**
 * How good a network is, from its plain outputs: counts, ratios, calibration, thresholds. Knows no network library, and of
 * the trainer only its images.
 */
@NullMarked
package io.fashionstream.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
