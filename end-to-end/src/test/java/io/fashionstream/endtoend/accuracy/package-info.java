/** Published accuracy, recounted from the raw events on a real broker. */
@NullMarked
package io.fashionstream.endtoend.accuracy;

import org.jspecify.annotations.NullMarked;
