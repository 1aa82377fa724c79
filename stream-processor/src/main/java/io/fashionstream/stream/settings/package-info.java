/** The settings of a processor: where they come from, what they must be, and what Kafka Streams makes of them. */
@NullMarked
package io.fashionstream.stream.settings;

import org.jspecify.annotations.NullMarked;
