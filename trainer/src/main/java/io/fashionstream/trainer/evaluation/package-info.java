/**
 * How good a network is, from its plain outputs: counts, ratios, calibration, thresholds. Knows no network library;
 * imports nothing of the trainer.
 */
@NullMarked
package io.fashionstream.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
