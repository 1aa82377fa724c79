/** The quickstart, from a catalogue to rolling accuracy, on several brokers. */
@NullMarked
package io.fashionstream.endtoend.run;

import org.jspecify.annotations.NullMarked;
