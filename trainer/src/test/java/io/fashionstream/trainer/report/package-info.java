/** Tests of the pages. */
@NullMarked
package io.fashionstream.trainer.report;

import org.jspecify.annotations.NullMarked;
