/** Topics, events and the command-line clients against a real broker. */
@NullMarked
package io.fashionstream.quickstart.events;

import org.jspecify.annotations.NullMarked;
