/** One HTTP port: pages that are read, and endpoints that take a body; nobody who is slow holds a thread. */
@NullMarked
package io.fashionstream.stream.http;

import org.jspecify.annotations.NullMarked;
