/** Pictures that come over HTTP: who may ask, how much at once, and what is answered. */
@NullMarked
package io.fashionstream.stream.endpoint;

import org.jspecify.annotations.NullMarked;
