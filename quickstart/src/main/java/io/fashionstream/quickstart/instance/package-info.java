/** Stream processors as processes of their own, to be killed, paused and started again. */
@NullMarked
package io.fashionstream.quickstart.instance;

import org.jspecify.annotations.NullMarked;
