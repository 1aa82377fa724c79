/** The commands chaos and soak. */
@NullMarked
package io.fashionstream.testkit.command;

import org.jspecify.annotations.NullMarked;
