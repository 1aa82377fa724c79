/** What travels over the topics: one type an event, without Kafka or JSON in sight. */
@NullMarked
package io.fashionstream.event;

import org.jspecify.annotations.NullMarked;
