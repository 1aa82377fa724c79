/** The review page: people look at doubtful answers, say what the pictures really show, and have rejections sent again. */
@NullMarked
package io.fashionstream.stream.review;

import org.jspecify.annotations.NullMarked;
