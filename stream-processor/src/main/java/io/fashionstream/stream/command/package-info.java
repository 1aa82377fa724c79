/** The stream side of the command line: run a processor, create topics, send, watch and replay. */
@NullMarked
package io.fashionstream.stream.command;

import org.jspecify.annotations.NullMarked;
