/** Releases over a real broker. */
@NullMarked
package io.fashionstream.quickstart.release;

import org.jspecify.annotations.NullMarked;
