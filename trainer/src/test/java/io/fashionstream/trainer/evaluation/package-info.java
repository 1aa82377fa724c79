/** Tests of the measures, against hand-computed cases and naive second implementations. */
@NullMarked
package io.fashionstream.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
