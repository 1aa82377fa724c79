/** Models in service: following their releases, verifying them, and swapping them while images stream. */
@NullMarked
package io.fashionstream.stream.model;

import org.jspecify.annotations.NullMarked;
