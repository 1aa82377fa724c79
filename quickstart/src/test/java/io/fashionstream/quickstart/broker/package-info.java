/** Claims about the embedded broker. */
@NullMarked
package io.fashionstream.quickstart.broker;

import org.jspecify.annotations.NullMarked;
