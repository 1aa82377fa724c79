/** A real Kafka broker inside this JVM: no installation, no container. */
@NullMarked
package io.fashionstream.testkit.broker;

import org.jspecify.annotations.NullMarked;
