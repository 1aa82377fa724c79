/** Claims about the embedded broker. */
@NullMarked
package io.fashionstream.testkit.broker;

import org.jspecify.annotations.NullMarked;
