@NullMarked
package io.fashionstream.accuracy;

import org.jspecify.annotations.NullMarked;
