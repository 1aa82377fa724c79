/** Claims about the books. */
@NullMarked
package io.fashionstream.testkit.ledger;

import org.jspecify.annotations.NullMarked;
