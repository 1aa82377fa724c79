/** Tests of the commands and of the trainer as a whole. */
@NullMarked
package io.fashionstream.trainer.command;

import org.jspecify.annotations.NullMarked;
