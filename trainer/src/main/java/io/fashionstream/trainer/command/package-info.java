/** What the trainer's command line does: one class for each command, its options, and the display of progress. */
@NullMarked
package io.fashionstream.trainer.command;

import org.jspecify.annotations.NullMarked;
