/** What the packages of a module may know of each other and of libraries, stated once for all modules. */
@NullMarked
package io.fashionstream.rules;

import org.jspecify.annotations.NullMarked;
