/**
 * Rolling accuracy: joins labels with what is known of the truth, counts outcomes per partition, merges the counts in
 * one place, and publishes figures that can be recomputed from the raw events.
 */
@NullMarked
package io.fashionstream.stream.accuracy;

import org.jspecify.annotations.NullMarked;
