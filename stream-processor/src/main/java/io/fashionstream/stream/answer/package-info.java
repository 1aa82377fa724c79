/** The answers to images, labels and rejections, as a client of the stream reads them. */
@NullMarked
package io.fashionstream.stream.answer;

import org.jspecify.annotations.NullMarked;
