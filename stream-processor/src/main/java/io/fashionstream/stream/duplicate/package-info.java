/** Events that a publisher sent twice: known by their id, answered once. */
@NullMarked
package io.fashionstream.stream.duplicate;

import org.jspecify.annotations.NullMarked;
