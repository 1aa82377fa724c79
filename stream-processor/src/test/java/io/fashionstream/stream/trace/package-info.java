@NullMarked
package io.fashionstream.stream.trace;

import org.jspecify.annotations.NullMarked;
