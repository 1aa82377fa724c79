/** How every program reaches Kafka: client settings from one place, topics created as stated. */
@NullMarked
package io.fashionstream.connection;

import org.jspecify.annotations.NullMarked;
