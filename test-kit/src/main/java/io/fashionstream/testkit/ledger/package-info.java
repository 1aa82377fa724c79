/** Double-entry book-keeping of images: each that was published must have exactly one answer. */
@NullMarked
package io.fashionstream.testkit.ledger;

import org.jspecify.annotations.NullMarked;
