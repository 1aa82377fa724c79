/** Preconditions, and what becomes of broken ones, shared by all modules. */
@NullMarked
package io.fashionstream.check;

import org.jspecify.annotations.NullMarked;
