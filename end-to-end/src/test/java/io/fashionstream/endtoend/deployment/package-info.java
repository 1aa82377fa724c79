/** The composition that people deploy, brought up for a test. */
@NullMarked
package io.fashionstream.endtoend.deployment;

import org.jspecify.annotations.NullMarked;
