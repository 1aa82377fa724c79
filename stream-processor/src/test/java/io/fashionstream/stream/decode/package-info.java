/** Tests of decoding, with pictures made on the spot. */
@NullMarked
package io.fashionstream.stream.decode;

import org.jspecify.annotations.NullMarked;
