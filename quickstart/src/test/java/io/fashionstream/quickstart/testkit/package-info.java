/** What tests against a real broker share. */
@NullMarked
package io.fashionstream.quickstart.testkit;

import org.jspecify.annotations.NullMarked;
