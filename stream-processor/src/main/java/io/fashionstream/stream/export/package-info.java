/** Data sets from the stream: images and what is known to be true of them, as a folder to train with. */
@NullMarked
package io.fashionstream.stream.export;

import org.jspecify.annotations.NullMarked;
