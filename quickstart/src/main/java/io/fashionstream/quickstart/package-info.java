/** The whole pipeline in one JVM, from one command. */
@NullMarked
package io.fashionstream.quickstart;

import org.jspecify.annotations.NullMarked;
