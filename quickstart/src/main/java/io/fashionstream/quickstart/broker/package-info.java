/** A real Kafka broker inside this JVM: no installation, no container. */
@NullMarked
package io.fashionstream.quickstart.broker;

import org.jspecify.annotations.NullMarked;
