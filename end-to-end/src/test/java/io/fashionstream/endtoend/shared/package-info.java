/** What tests of all packages share: a broker, its topics, and models. */
@NullMarked
package io.fashionstream.endtoend.shared;

import org.jspecify.annotations.NullMarked;
