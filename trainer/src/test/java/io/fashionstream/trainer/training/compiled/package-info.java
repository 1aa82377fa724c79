/** Tests of the compiled step against Deeplearning4j itself. */
@NullMarked
package io.fashionstream.trainer.training.compiled;

import org.jspecify.annotations.NullMarked;
