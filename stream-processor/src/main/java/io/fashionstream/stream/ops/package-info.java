/** Operating the processor: one HTTP port with metrics, health and a live page, and the figures that they show. */
@NullMarked
package io.fashionstream.stream.ops;

import org.jspecify.annotations.NullMarked;
