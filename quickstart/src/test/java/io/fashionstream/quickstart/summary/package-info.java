/** Claims about the sums. */
@NullMarked
package io.fashionstream.quickstart.summary;

import org.jspecify.annotations.NullMarked;
