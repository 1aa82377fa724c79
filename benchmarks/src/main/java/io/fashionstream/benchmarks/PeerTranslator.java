package io.fashionstream.benchmarks;

import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import java.util.List;

/** A gray picture as the network's input, and its probabilities by name, with DJL's own transformations. */
final class PeerTranslator implements Translator<Image, Classifications> {
    private static final List<String> NAMES =
            Classes.FASHION_MNIST.categories().stream().map(Category::code).toList();

    @Override
    public NDList processInput(TranslatorContext context, Image picture) {
        return new NDList(NDImageUtils.toTensor(picture.toNDArray(context.getNDManager(), Image.Flag.GRAYSCALE)));
    }

    /** The network gives logits and probabilities, in this order. */
    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        return new Classifications(NAMES, outputs.get(1));
    }

    @Override
    public Batchifier getBatchifier() {
        return Batchifier.STACK;
    }
}
