/** Releases over a real broker. */
@NullMarked
package io.fashionstream.endtoend.release;

import org.jspecify.annotations.NullMarked;
