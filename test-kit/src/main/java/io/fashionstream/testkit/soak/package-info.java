/** One processor under load for a long time, and what that takes. */
@NullMarked
package io.fashionstream.testkit.soak;

import org.jspecify.annotations.NullMarked;
