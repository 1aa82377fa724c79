/**
 * What people read: self-contained HTML pages and terminal text about a data set, a training run, an evaluation. Takes
 * plain values, gives text; writes no file.
 */
@NullMarked
package io.fashionstream.trainer.report;

import org.jspecify.annotations.NullMarked;
