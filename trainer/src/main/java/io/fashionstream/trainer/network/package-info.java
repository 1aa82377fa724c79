/** The networks that can be trained, one class each. */
@NullMarked
package io.fashionstream.trainer.network;

import org.jspecify.annotations.NullMarked;
