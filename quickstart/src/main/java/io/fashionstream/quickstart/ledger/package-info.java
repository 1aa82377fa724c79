/** Double-entry book-keeping of images: each that was published must have exactly one answer. */
@NullMarked
package io.fashionstream.quickstart.ledger;

import org.jspecify.annotations.NullMarked;
