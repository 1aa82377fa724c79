package io.fashionstream.trainer.export;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Chooses the images that travel with a model, and asks the trained network about them. */
final class Canaries {
    private Canaries() {}

    /**
     * The first images of every class, in turn, with Deeplearning4j's uncalibrated probabilities.
     *
     * @throws IllegalArgumentException if a class has too few images
     */
    static List<Canary> of(MultiLayerNetwork network, LabelledImages images, PixelScaling scaling) {
        LabelledImages chosen = images.select(choose(images));
        float[][] probabilities = Parity.probabilities(network, chosen, scaling);
        return IntStream.range(0, chosen.size())
                .mapToObj(i -> new Canary(chosen.image(i).toBytes(), probabilities[i]))
                .toList();
    }

    private static int[] choose(LabelledImages images) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; chosen.size() < ModelArtifact.CANARIES; i++) {
            int classes = images.classes().size();
            chosen.add(nth(images, i % classes, i / classes));
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int nth(LabelledImages images, int label, int rank) {
        int[] ofClass = IntStream.range(0, images.size())
                .filter(i -> images.label(i) == label)
                .limit(rank + 1L)
                .toArray();
        require(
                ofClass.length > rank,
                "canaries need %d validation images of %s, found %d",
                rank + 1,
                images.classes().category(label),
                ofClass.length);
        return ofClass[rank];
    }
}
