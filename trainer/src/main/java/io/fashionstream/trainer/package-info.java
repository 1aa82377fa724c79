/** The trainer as a library: from the data set to a model's artifact, and from an artifact to its evaluation. */
@NullMarked
package io.fashionstream.trainer;

import org.jspecify.annotations.NullMarked;
