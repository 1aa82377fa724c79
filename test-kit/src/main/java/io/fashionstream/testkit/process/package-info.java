/** Stream processors as processes of their own, to be killed, paused and started again. */
@NullMarked
package io.fashionstream.testkit.process;

import org.jspecify.annotations.NullMarked;
