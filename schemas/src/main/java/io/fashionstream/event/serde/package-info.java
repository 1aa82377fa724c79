/** How events become Kafka records and back: topics, JSON, schemas, CloudEvents. */
@NullMarked
package io.fashionstream.event.serde;

import org.jspecify.annotations.NullMarked;
