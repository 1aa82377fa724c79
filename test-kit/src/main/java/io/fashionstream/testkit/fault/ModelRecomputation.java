package io.fashionstream.testkit.fault;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.classify.ImageClassifier;
import io.fashionstream.stream.classify.InputBuffers;
import io.fashionstream.stream.classify.OnnxClassifier;
import io.fashionstream.stream.classify.Prediction;
import io.fashionstream.testkit.ledger.Recomputation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Classifies the image of a label again, alone, with the network of the model that the label names. Confined to one thread. */
public final class ModelRecomputation implements Recomputation, AutoCloseable {
    /** In a batch of another size, the same sums are added in another order. */
    private static final double TOLERANCE = 1e-4;

    private final Map<Network, ImageClassifier> classifiers = new HashMap<>();
    private final Map<String, ImageTensor> pictures;

    /** One network of one model. */
    private record Network(String modelId, Precision precision) {}

    /**
     * Loads every network of every model.
     *
     * @param pictures by image id
     */
    public ModelRecomputation(Collection<ModelArtifact> models, Map<String, ImageTensor> pictures) {
        this.pictures = pictures;
        InputBuffers one = new InputBuffers(1);
        for (ModelArtifact model : models) {
            for (Precision precision : Precision.values()) {
                if (model.holds(precision)) {
                    classifiers.put(
                            new Network(model.modelId(), precision), new OnnxClassifier(model, precision, 1, one));
                }
            }
        }
    }

    @Override
    public Optional<String> difference(ImageLabel label) {
        // Before labels said so, there was no other.
        Precision precision = Objects.requireNonNullElse(label.precision(), Precision.FP32);
        ImageClassifier classifier = classifiers.get(new Network(label.modelId(), precision));
        ImageTensor picture = pictures.get(label.imageId());
        if (classifier == null || picture == null) {
            return Optional.of(label.imageId() + " names the model " + label.modelId() + " in " + precision.wireName()
                    + ", which was never released");
        }
        Prediction prediction = classifier.classify(List.of(picture)).get(0);
        return prediction instanceof Prediction.Answer answer && agree(answer.probabilities(), label.probabilities())
                ? Optional.empty()
                : Optional.of(label.imageId() + " got " + label.probabilities() + ", its model says " + prediction);
    }

    @Override
    public void close() {
        classifiers.values().forEach(ImageClassifier::close);
    }

    private static boolean agree(Map<Category, Double> one, Map<Category, Double> other) {
        return one.keySet().equals(other.keySet())
                && one.keySet().stream()
                        .allMatch(category -> Math.abs(Objects.requireNonNull(one.get(category))
                                        - Objects.requireNonNull(other.get(category)))
                                < TOLERANCE);
    }
}
