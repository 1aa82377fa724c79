/** Tests of the data set's readers. */
@NullMarked
package io.fashionstream.trainer.data;

import org.jspecify.annotations.NullMarked;
