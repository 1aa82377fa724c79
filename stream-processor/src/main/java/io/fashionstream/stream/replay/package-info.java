/** Sends rejected images again, each at most once, and tells what became of them. */
@NullMarked
package io.fashionstream.stream.replay;

import org.jspecify.annotations.NullMarked;
