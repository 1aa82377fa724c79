/** Compares this project's speed with its peers', side by side; never shipped. */
@NullMarked
package io.fashionstream.benchmarks;

import org.jspecify.annotations.NullMarked;
