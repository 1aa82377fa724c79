/** What all command lines of the project share: how they reach Kafka, and how they tell wrong options and failures. */
@NullMarked
package io.fashionstream.command;

import org.jspecify.annotations.NullMarked;
