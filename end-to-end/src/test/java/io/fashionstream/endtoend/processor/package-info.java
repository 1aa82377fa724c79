/** The stream processor against a real broker: order, several instances, restarts, models that come and go. */
@NullMarked
package io.fashionstream.endtoend.processor;

import org.jspecify.annotations.NullMarked;
