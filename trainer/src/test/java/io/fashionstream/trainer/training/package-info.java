/** Tests of the training loop, its engines and its checkpoints. */
@NullMarked
package io.fashionstream.trainer.training;

import org.jspecify.annotations.NullMarked;
