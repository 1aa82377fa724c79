package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one model says of one image. In JSON the fields of its parts stand side by side.
 *
 * @param image the image that is answered
 * @param verdict what the model says of it
 * @param computation which model said so, when and how
 */
public record ImageLabel(
        @JsonUnwrapped Image image,
        @JsonUnwrapped Verdict verdict,
        @JsonUnwrapped Computation computation) {

    /**
     * The image, as its own event names it.
     *
     * @param imageEventId id of the {@code product-images} event that this answers; with the model id, the label's identity
     * @param imageTime when the image event happened, by its publisher's clock
     * @param declaredCategory the catalogue's own category, passed through as the first source of truth
     */
    public record Image(
            String productId,
            String imageId,
            String imageEventId,
            Instant imageTime,
            @Nullable Category declaredCategory) {}

    /**
     * What the model says.
     *
     * @param category the most probable category
     * @param confidence its calibrated probability, in [0, 1]
     * @param probabilities calibrated probability of each class of the model, in its order; they sum to 1 within 1e-3
     * @param uncertain whether the confidence lies under the model's own threshold, so that a person should look
     * @param outOfDistribution whether the image is unlike anything that the model was trained on
     * @param inputBins where the image lies among those that the model learnt from; null if its manifest says nothing of them
     */
    public record Verdict(
            Category category,
            double confidence,
            Map<Category, Double> probabilities,
            boolean uncertain,
            boolean outOfDistribution,
            @Nullable InputBins inputBins) {
        /** Of a model whose manifest says nothing of the inputs. */
        public Verdict(
                Category category,
                double confidence,
                Map<Category, Double> probabilities,
                boolean uncertain,
                boolean outOfDistribution) {
            this(category, confidence, probabilities, uncertain, outOfDistribution, null);
        }

        public Verdict {
            require(confidence >= 0 && confidence <= 1, "confidence must be in [0, 1], got %s", confidence);
            require(
                    probabilities.containsKey(category) && probabilities.size() >= 2,
                    "probabilities must name all classes of the model, %s among them, got %s",
                    category,
                    probabilities.keySet());
            probabilities = ClassShares.copyOf(probabilities);
        }
    }

    /**
     * How the verdict came about.
     *
     * @param modelId lower-case hex SHA-256 of the artifact that computed it
     * @param classifiedTime when it was computed, by the processor's clock
     * @param batchImages images of the micro-batch that it was computed in, itself included, 1 to 1024; null in labels of
     *     before this was noted
     * @param precision the kind of numbers that it was computed in; null in labels of before this was noted
     * @param canaryStep number of the {@link CanaryStep} that said which model serves the product; null where none did, so
     *     that the champion serves all
     */
    public record Computation(
            String modelId,
            Instant classifiedTime,
            @Nullable Integer batchImages,
            @Nullable Precision precision,
            @Nullable Long canaryStep) {
        public Computation {
            require(
                    batchImages == null || batchImages >= 1,
                    "batch images must be at least 1, got %s",
                    String.valueOf(batchImages));
            require(
                    canaryStep == null || canaryStep >= 1,
                    "steps of canaries are numbered from 1, got %s",
                    String.valueOf(canaryStep));
        }

        /** While no canary runs. */
        public Computation(
                String modelId, Instant classifiedTime, @Nullable Integer batchImages, @Nullable Precision precision) {
            this(modelId, classifiedTime, batchImages, precision, null);
        }
    }

    public String productId() {
        return image.productId();
    }

    public String imageId() {
        return image.imageId();
    }

    public String imageEventId() {
        return image.imageEventId();
    }

    public Instant imageTime() {
        return image.imageTime();
    }

    public @Nullable Category declaredCategory() {
        return image.declaredCategory();
    }

    public Category category() {
        return verdict.category();
    }

    public double confidence() {
        return verdict.confidence();
    }

    public Map<Category, Double> probabilities() {
        return verdict.probabilities();
    }

    /** The classes of the model, in its order. */
    public List<Category> classes() {
        return ClassShares.copyOf(verdict.probabilities()).categories();
    }

    public boolean uncertain() {
        return verdict.uncertain();
    }

    public boolean outOfDistribution() {
        return verdict.outOfDistribution();
    }

    public @Nullable InputBins inputBins() {
        return verdict.inputBins();
    }

    public String modelId() {
        return computation.modelId();
    }

    public Instant classifiedTime() {
        return computation.classifiedTime();
    }

    public @Nullable Integer batchImages() {
        return computation.batchImages();
    }

    public @Nullable Precision precision() {
        return computation.precision();
    }

    public @Nullable Long canaryStep() {
        return computation.canaryStep();
    }
}
