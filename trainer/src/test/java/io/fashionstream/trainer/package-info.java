/** Tests of the commands and of the trainer as a whole. */
@NullMarked
package io.fashionstream.trainer;

import org.jspecify.annotations.NullMarked;
