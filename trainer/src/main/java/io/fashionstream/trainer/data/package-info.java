/** The data set: its files, its images and labels. Vocabulary of the whole trainer; imports nothing else of it. */
@NullMarked
package io.fashionstream.trainer.data;

import org.jspecify.annotations.NullMarked;
