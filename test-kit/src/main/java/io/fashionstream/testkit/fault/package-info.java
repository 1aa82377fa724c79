/** Faults that hit a running stream, one by one or at random, and the examination of every image afterwards. */
@NullMarked
package io.fashionstream.testkit.fault;

import org.jspecify.annotations.NullMarked;
