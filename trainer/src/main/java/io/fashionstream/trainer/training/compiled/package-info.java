/**
 * A training step compiled from a {@code MultiLayerNetwork}'s own configuration into operations that are prepared once
 * and then only run: three to five times as fast as {@code fit}. See docs/decisions/0301.
 */
@NullMarked
package io.fashionstream.trainer.training.compiled;

import org.jspecify.annotations.NullMarked;
