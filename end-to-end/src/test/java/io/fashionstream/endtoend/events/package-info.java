/** Topics, events and the command-line clients against a real broker. */
@NullMarked
package io.fashionstream.endtoend.events;

import org.jspecify.annotations.NullMarked;
