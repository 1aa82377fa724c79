/** How artifacts and aliases travel over Kafka: chunks, releases, roll-backs. */
@NullMarked
package io.fashionstream.release;

import org.jspecify.annotations.NullMarked;
