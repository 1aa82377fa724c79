/** The stream processor: its settings, its topology composed of the packages below, and its commands. */
@NullMarked
package io.fashionstream.stream;

import org.jspecify.annotations.NullMarked;
