/** Claims about the books. */
@NullMarked
package io.fashionstream.quickstart.ledger;

import org.jspecify.annotations.NullMarked;
