/** How right labels are: what a model's manifest and the accuracy events say of a confusion matrix. */
@NullMarked
package io.fashionstream.accuracy;

import org.jspecify.annotations.NullMarked;
