/** What a run came to, for people and for programs. */
@NullMarked
package io.fashionstream.quickstart.summary;

import org.jspecify.annotations.NullMarked;
