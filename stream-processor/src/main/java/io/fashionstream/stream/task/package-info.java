/** What the processors of both sub-topologies share: state of one task, routing, the record that is being processed. */
@NullMarked
package io.fashionstream.stream.task;

import org.jspecify.annotations.NullMarked;
