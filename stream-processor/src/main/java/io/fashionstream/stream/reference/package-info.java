/** Images by reference: which addresses may be fetched, and fetching from them within limits. */
@NullMarked
package io.fashionstream.stream.reference;

import org.jspecify.annotations.NullMarked;
