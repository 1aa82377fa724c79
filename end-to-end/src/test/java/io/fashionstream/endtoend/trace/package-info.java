/** Traces as a receiver of OTLP gets them. */
@NullMarked
package io.fashionstream.endtoend.trace;

import org.jspecify.annotations.NullMarked;
