/** Claims about the catalogue. */
@NullMarked
package io.fashionstream.quickstart.catalogue;

import org.jspecify.annotations.NullMarked;
