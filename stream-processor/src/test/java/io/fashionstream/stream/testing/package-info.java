/** Models small enough to be made by hand, for tests of everything around them. */
@NullMarked
package io.fashionstream.stream.testing;

import org.jspecify.annotations.NullMarked;
