package io.fashionstream.trainer.export;

import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;

/**
 * How a kernel moves over an image.
 *
 * @param kernel height, width
 * @param strides down, right
 * @param pads zeros at top, left, bottom, right
 * @param groups into which channels are parted: 1, or for a depthwise convolution as many as channels come in
 */
record Window(List<Integer> kernel, List<Integer> strides, List<Integer> pads, int groups) {
    Window {
        kernel = List.copyOf(kernel);
        strides = List.copyOf(strides);
        pads = List.copyOf(pads);
    }

    boolean isPadded() {
        return pads.stream().anyMatch(pad -> pad != 0);
    }

    Window inGroups(int count) {
        return new Window(kernel, strides, pads, count);
    }

    AttributeProto[] attributes() {
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                OnnxGraph.attribute("kernel_shape", kernel),
                OnnxGraph.attribute("strides", strides),
                OnnxGraph.attribute("pads", pads)));
        if (groups > 1) {
            attributes.add(OnnxGraph.attribute("group", groups));
        }
        return attributes.toArray(AttributeProto[]::new);
    }
}
