/** Tests of decoding, with pictures made on the spot. */
@NullMarked
package io.fashionstream.image;

import org.jspecify.annotations.NullMarked;
