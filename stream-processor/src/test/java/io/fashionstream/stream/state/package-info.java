/** Tests of what local state takes. */
@NullMarked
package io.fashionstream.stream.state;

import org.jspecify.annotations.NullMarked;
