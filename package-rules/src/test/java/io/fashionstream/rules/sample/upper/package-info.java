@NullMarked
package io.fashionstream.rules.sample.upper;

import org.jspecify.annotations.NullMarked;
