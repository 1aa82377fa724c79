package io.fashionstream.trainer.export;

import static io.fashionstream.check.Check.require;

import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;

/** Chooses the images that travel with a model, and asks the trained network about them. */
final class Canaries {
    private Canaries() {}

    /**
     * The first images of every class, in turn, with the trained network's uncalibrated probabilities. Where a class has too few
     * images, the others have more.
     *
     * @throws IllegalArgumentException if there are fewer images than canaries
     */
    static List<Canary> of(Model network, LabelledImages images, PixelScaling scaling, SecondLook look) {
        LabelledImages chosen = images.select(choose(images));
        TrainedAnswers answers = new TrainedAnswers(network, chosen, scaling, look);
        return IntStream.range(0, chosen.size())
                .mapToObj(i -> new Canary(chosen.image(i).toBytes(), answers.of(i)))
                .toList();
    }

    private static int[] choose(LabelledImages images) {
        require(
                images.size() >= ModelArtifact.CANARIES,
                "canaries need %d validation images, found %d",
                ModelArtifact.CANARIES,
                images.size());
        int[] rank = new int[images.size()];
        int[] ofClass = new int[images.countByLabel().length];
        for (int i = 0; i < rank.length; i++) {
            rank[i] = ofClass[images.label(i)]++;
        }
        return IntStream.range(0, images.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> rank[i]).thenComparingInt(images::label))
                .limit(ModelArtifact.CANARIES)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
