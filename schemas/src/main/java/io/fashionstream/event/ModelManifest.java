package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a model: where it came from, what it takes and gives, and how good it was measured to be. In JSON the
 * fields of {@code signature}, {@code decision} and {@code quality} stand side by side with the others.
 *
 * @param formatVersion version of the artifact format, now 1
 * @param signature what it is, takes and gives
 * @param decision how its outputs become a label
 * @param quality how good it was measured to be
 * @param forcedReason why it was published although the quality gate refused it, else null
 * @param int8 of {@code network.int8.onnx}, which an artifact has exactly if this is not null
 * @param inputs what drift of inputs is measured against; null in manifests of before this was measured
 */
public record ModelManifest(
        int formatVersion,
        @JsonUnwrapped Signature signature,
        @JsonUnwrapped Decision decision,
        Provenance provenance,
        @JsonUnwrapped Quality quality,
        @Nullable String forcedReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QuantisedNetwork int8,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InputReference inputs) {

    /** Of a model without a network of integers, whose inputs were not measured. */
    public ModelManifest(
            int formatVersion,
            Signature signature,
            Decision decision,
            Provenance provenance,
            Quality quality,
            @Nullable String forcedReason) {
        this(formatVersion, signature, decision, provenance, quality, forcedReason, null, null);
    }

    /**
     * What the model is, takes and gives.
     *
     * @param network name of the network's shape, such as {@code compact-cnn}
     * @param classes class of each output, in order
     */
    public record Signature(String network, Instant createdTime, Classes classes, Input input) {}

    /**
     * How the network's outputs become a label.
     *
     * @param temperature divides the logits before the softmax, fitted on validation; 1 leaves them
     * @param uncertainBelow calibrated confidence under which a label is flagged uncertain
     * @param outOfDistribution the rule by which images are flagged as unlike the training data
     */
    public record Decision(
            double temperature, CertaintyThreshold uncertainBelow, OutOfDistributionRule outOfDistribution) {}

    /**
     * How good the model was measured to be.
     *
     * @param validation on the images that were held out of the training
     * @param test on the test set, if it was measured
     * @param parity largest difference of a probability between the trained and the exported network, over validation
     */
    public record Quality(Measured validation, @Nullable Measured test, double parity) {}

    /** The same, published although the quality gate refused it. */
    public ModelManifest forced(String reason) {
        return new ModelManifest(formatVersion, signature, decision, provenance, quality, reason, int8, inputs);
    }

    /** The same of a model that is called otherwise, or was made at another time, or gives other classes. */
    public ModelManifest withSignature(Signature other) {
        return new ModelManifest(formatVersion, other, decision, provenance, quality, forcedReason, int8, inputs);
    }

    /** The same of a model that has a network of integers too, or has none. */
    public ModelManifest withInt8(@Nullable QuantisedNetwork other) {
        return new ModelManifest(formatVersion, signature, decision, provenance, quality, forcedReason, other, inputs);
    }

    /** The same with what drift of inputs is measured against. */
    public ModelManifest withInputs(InputReference other) {
        return new ModelManifest(formatVersion, signature, decision, provenance, quality, forcedReason, int8, other);
    }

    /** How the outputs of the network of {@code precision}, which the model must have, become a label. */
    public Decision decision(Precision precision) {
        return precision == Precision.FP32 ? decision : requireInt8().decision();
    }

    /** The same with temperature, limits and quality of the network of {@code precision}, which the model must have. */
    public ModelManifest servedWith(Precision precision) {
        if (precision == Precision.FP32) {
            return this;
        }
        QuantisedNetwork network = requireInt8();
        Quality measured = new Quality(network.validation(), network.test(), network.largestDifference());
        return new ModelManifest(
                formatVersion, signature, network.decision(), provenance, measured, forcedReason, network, inputs);
    }

    private QuantisedNetwork requireInt8() {
        require(int8 != null, "%s has no network of integers", network());
        return Objects.requireNonNull(int8);
    }

    public String network() {
        return signature.network();
    }

    public Classes classes() {
        return signature.classes();
    }

    public Input input() {
        return signature.input();
    }

    public double temperature() {
        return decision.temperature();
    }

    public Measured validation() {
        return quality.validation();
    }

    public @Nullable Measured test() {
        return quality.test();
    }

    public double parity() {
        return quality.parity();
    }

    /** What the network takes: gray images of this size, scaled so. */
    public record Input(int heightPixels, int widthPixels, Scaling scaling) {}

    /**
     * A gray byte becomes {@code (pixel / 255 - mean) / deviation}.
     *
     * @param mean in [0, 1]; 0 leaves it
     * @param deviation in (0, 1]; 1 leaves it
     */
    public record Scaling(double mean, double deviation) {
        /** Plain [0, 1]. */
        public static final Scaling UNIT = new Scaling(0, 1);

        public Scaling {
            require(mean >= 0 && mean <= 1, "scaling mean must be in [0, 1], got %s", mean);
            require(deviation > 0 && deviation <= 1, "scaling deviation must be in (0, 1], got %s", deviation);
        }
    }

    /**
     * Labels with at least this calibrated confidence were right at the target rate on validation.
     *
     * @param confidence in [0, 1]
     * @param targetPrecision share of certain labels that must be right, such as 0.99
     * @param shareCertain share of validation images that stay certain, in [0, 1]
     */
    public record CertaintyThreshold(double confidence, double targetPrecision, double shareCertain) {}

    /**
     * An image is out of distribution when its free energy, {@code -log(sum(exp(logit)))}, lies above the limit.
     * (Liu et al. 2020, Energy-based Out-of-distribution Detection.)
     *
     * @param energyAbove limit, chosen on validation
     * @param shareFlagged share of validation images that the rule flags, in [0, 1]
     */
    public record OutOfDistributionRule(double energyAbove, double shareFlagged) {}

    /**
     * Quality on one set of images.
     *
     * @param expectedCalibrationError after temperature scaling, 15 equal-width bins
     * @param predictedShare share of images that were given each class: the baseline for drift
     */
    public record Measured(
            int images,
            double accuracy,
            double macroF1,
            double expectedCalibrationError,
            Map<Category, ClassQuality> perClass,
            Map<Category, Double> predictedShare) {
        public Measured {
            perClass = Map.copyOf(perClass);
            predictedShare = Map.copyOf(predictedShare);
        }
    }

    /** One line of the classification report; ratios in [0, 1]. */
    public record ClassQuality(double precision, double recall, double f1, int support) {}
}
