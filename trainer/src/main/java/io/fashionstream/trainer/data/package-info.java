/** The data set: its files, its images and labels. It is the lowest layer of the trainer. */
@NullMarked
package io.fashionstream.trainer.data;

import org.jspecify.annotations.NullMarked;
