/** Makes Deeplearning4j use the native code that it ships with. */
@NullMarked
package io.fashionstream.trainer.backend;

import org.jspecify.annotations.NullMarked;
