/** What local state may take of the machine. */
@NullMarked
package io.fashionstream.stream.state;

import org.jspecify.annotations.NullMarked;
