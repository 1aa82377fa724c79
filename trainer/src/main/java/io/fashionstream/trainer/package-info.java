/** The trainer's commands, and what composes its packages. */
@NullMarked
package io.fashionstream.trainer;

import org.jspecify.annotations.NullMarked;
