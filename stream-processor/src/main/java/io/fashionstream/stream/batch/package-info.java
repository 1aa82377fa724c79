/** Look-ahead: micro-batches formed over records that a stream thread has already polled. */
@NullMarked
package io.fashionstream.stream.batch;

import org.jspecify.annotations.NullMarked;
