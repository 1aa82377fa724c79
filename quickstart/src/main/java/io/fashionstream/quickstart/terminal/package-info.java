/** What a person sees while the pipeline runs: a table that is redrawn, or plain lines. Nothing here knows of Kafka. */
@NullMarked
package io.fashionstream.quickstart.terminal;

import org.jspecify.annotations.NullMarked;
