/** Reading along: the stream's output as lines and tables for people, and as JSON lines for other tools. */
@NullMarked
package io.fashionstream.stream.watch;

import org.jspecify.annotations.NullMarked;
