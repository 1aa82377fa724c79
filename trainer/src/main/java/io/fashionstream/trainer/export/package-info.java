/** From a trained network to the model that is served: ONNX, parity, canaries, the artifact. */
@NullMarked
package io.fashionstream.trainer.export;

import org.jspecify.annotations.NullMarked;
