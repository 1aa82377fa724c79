/** Which parts of an image a label rests on. */
@NullMarked
package io.fashionstream.saliency;

import org.jspecify.annotations.NullMarked;
