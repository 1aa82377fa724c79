/** What a model must be worth to be released, and what the release commands show. */
@NullMarked
package io.fashionstream.trainer.publish;

import org.jspecify.annotations.NullMarked;
