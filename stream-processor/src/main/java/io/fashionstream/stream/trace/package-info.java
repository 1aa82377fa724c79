/** What becomes of each image, as spans of OpenTelemetry; nothing at all where traces are off. */
@NullMarked
package io.fashionstream.stream.trace;

import org.jspecify.annotations.NullMarked;
