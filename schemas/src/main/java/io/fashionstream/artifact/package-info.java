/** The model artifact, and the one definition of what a network's input is. */
@NullMarked
package io.fashionstream.artifact;

import org.jspecify.annotations.NullMarked;
