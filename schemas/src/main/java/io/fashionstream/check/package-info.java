/** Preconditions shared by all modules. */
@NullMarked
package io.fashionstream.check;

import org.jspecify.annotations.NullMarked;
