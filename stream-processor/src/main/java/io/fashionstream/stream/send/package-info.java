/** The catalogue's side: publishes images from files as a shop would. */
@NullMarked
package io.fashionstream.stream.send;

import org.jspecify.annotations.NullMarked;
