@NullMarked
package io.fashionstream.rules.sample.lower;

import org.jspecify.annotations.NullMarked;
