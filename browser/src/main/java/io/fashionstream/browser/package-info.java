/** A real browser without a window, in which tests look at pages. Only tests use it. */
@NullMarked
package io.fashionstream.browser;

import org.jspecify.annotations.NullMarked;
