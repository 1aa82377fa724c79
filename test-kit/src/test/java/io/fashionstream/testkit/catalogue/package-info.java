/** Claims about the catalogue. */
@NullMarked
package io.fashionstream.testkit.catalogue;

import org.jspecify.annotations.NullMarked;
