/** The stream processor as a library: start one, ask it how it does, close it. */
@NullMarked
package io.fashionstream.stream;

import org.jspecify.annotations.NullMarked;
