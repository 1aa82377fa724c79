/** Classification of decoded images: the exported network under ONNX Runtime, and what its answers mean. */
@NullMarked
package io.fashionstream.stream.classify;

import org.jspecify.annotations.NullMarked;
