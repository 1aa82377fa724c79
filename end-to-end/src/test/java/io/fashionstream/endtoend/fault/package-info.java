/** Each image gets exactly one answer whatever fails. */
@NullMarked
package io.fashionstream.endtoend.fault;

import org.jspecify.annotations.NullMarked;
