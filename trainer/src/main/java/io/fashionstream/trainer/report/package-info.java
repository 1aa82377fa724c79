/**
 * What people read: self-contained HTML pages and terminal text about a data set, a training run, an evaluation. Gives text;
 * writes no file. The pages' templates, style and script lie beside these classes as resources.
 */
@NullMarked
package io.fashionstream.trainer.report;

import org.jspecify.annotations.NullMarked;
