/** From the bytes that a catalogue published to one 28 x 28 gray image, or to the reason why not. */
@NullMarked
package io.fashionstream.image;

import org.jspecify.annotations.NullMarked;
