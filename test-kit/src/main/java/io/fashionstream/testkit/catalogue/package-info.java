/** The catalogue's side: publishes product images as any shop would, knowing nothing of who labels them. */
@NullMarked
package io.fashionstream.testkit.catalogue;

import org.jspecify.annotations.NullMarked;
