package io.fashionstream.trainer.export;

import java.util.List;
import onnx.Onnx.AttributeProto;

/**
 * How a kernel moves over an image.
 *
 * @param kernel height, width
 * @param strides down, right
 * @param pads zeros at top, left, bottom, right
 */
record Window(List<Integer> kernel, List<Integer> strides, List<Integer> pads) {
    Window {
        kernel = List.copyOf(kernel);
        strides = List.copyOf(strides);
        pads = List.copyOf(pads);
    }

    boolean isPadded() {
        return pads.stream().anyMatch(pad -> pad != 0);
    }

    AttributeProto[] attributes() {
        return new AttributeProto[] {
            OnnxGraph.attribute("kernel_shape", kernel),
            OnnxGraph.attribute("strides", strides),
            OnnxGraph.attribute("pads", pads)
        };
    }
}
