/** Claims about what is shown. */
@NullMarked
package io.fashionstream.quickstart.terminal;

import org.jspecify.annotations.NullMarked;
