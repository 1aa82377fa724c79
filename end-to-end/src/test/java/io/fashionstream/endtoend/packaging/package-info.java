/** Claims about what is built and how it is started. */
@NullMarked
package io.fashionstream.endtoend.packaging;

import org.jspecify.annotations.NullMarked;
