/** The way of one image: read, decode, classify, and answer it with one label or one rejection. */
@NullMarked
package io.fashionstream.stream.intake;

import org.jspecify.annotations.NullMarked;
