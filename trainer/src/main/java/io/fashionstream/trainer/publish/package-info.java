/** The quality gate that decides whether a model may be released, and the lists of released models. */
@NullMarked
package io.fashionstream.trainer.publish;

import org.jspecify.annotations.NullMarked;
