/** Tests that the browser sees what a reader would complain of. */
@NullMarked
package io.fashionstream.browser;

import org.jspecify.annotations.NullMarked;
