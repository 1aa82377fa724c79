package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelRollout.Serving;
import io.fashionstream.event.Precision;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which network of a released artifact serves here: the one that was trained, or the quantised one that an artifact
 * may hold beside it. Whichever serves has agreed with its own canaries; the other one's memory is freed.
 *
 * <p>A quantised network that is missing, or disagrees with its canaries, never costs a release: whether its answers are
 * right depends on the instructions that this machine has, and the trained network serves as well.
 */
final class NetworkChoice {
    private static final Logger log = LoggerFactory.getLogger(NetworkChoice.class);

    private final PrecisionSetting setting;
    private final ModelVerification verification;
    private final SpeedTrial trial;

    /** A model that may serve, and what is to be said of its network. */
    record Chosen<M extends ServingModel>(M model, Serving serving) {}

    /**
     * @param maxImages largest batch, which is run before a model serves
     * @param nanoClock by which networks are timed
     */
    NetworkChoice(PrecisionSetting setting, int maxImages, LongSupplier nanoClock) {
        this.setting = setting;
        this.verification = new ModelVerification(maxImages);
        this.trial = new SpeedTrial(nanoClock);
    }

    /**
     * Loads, checks and warms the network that serves.
     *
     * @throws ModelRefused if none may; nothing of the artifact stays loaded
     */
    <M extends ServingModel> Chosen<M> chosen(ModelArtifact artifact, ModelLoader<M> loader) throws ModelRefused {
        if (setting == PrecisionSetting.FP32) {
            return trained(artifact, loader, "onnx.precision is fp32");
        }
        if (!artifact.holds(Precision.INT8)) {
            return trained(artifact, loader, "the artifact holds no int8 network");
        }
        return setting == PrecisionSetting.INT8 ? quantised(artifact, loader) : faster(artifact, loader);
    }

    private <M extends ServingModel> Chosen<M> trained(ModelArtifact artifact, ModelLoader<M> loader, String reason)
            throws ModelRefused {
        M model = verification.verified(artifact, Precision.FP32, loader);
        return new Chosen<>(model, new Serving(Precision.FP32, reason, List.of()));
    }

    private <M extends ServingModel> Chosen<M> quantised(ModelArtifact artifact, ModelLoader<M> loader)
            throws ModelRefused {
        try {
            M model = verification.verified(artifact, Precision.INT8, loader);
            return new Chosen<>(model, new Serving(Precision.INT8, "onnx.precision is int8", List.of()));
        } catch (ModelRefused e) {
            return trained(artifact, loader, unusable(e));
        }
    }

    private <M extends ServingModel> Chosen<M> faster(ModelArtifact artifact, ModelLoader<M> loader)
            throws ModelRefused {
        M trained = verification.verified(artifact, Precision.FP32, loader);
        M quantised;
        try {
            quantised = verification.verified(artifact, Precision.INT8, loader);
        } catch (ModelRefused e) {
            return new Chosen<>(trained, new Serving(Precision.FP32, unusable(e), List.of()));
        }
        SpeedComparison speeds = compared(trained, quantised, artifact);
        boolean isQuantised = speeds.isQuantisedFaster();
        (isQuantised ? trained : quantised).close();
        Precision precision = isQuantised ? Precision.INT8 : Precision.FP32;
        return new Chosen<>(
                isQuantised ? quantised : trained, new Serving(precision, speeds.inWords(), speeds.speeds()));
    }

    private SpeedComparison compared(ServingModel trained, ServingModel quantised, ModelArtifact artifact)
            throws ModelRefused {
        try {
            return trial.run(trained, quantised, verification.fullBatch(artifact));
        } catch (RuntimeException e) {
            trained.close();
            quantised.close();
            throw new ModelRefused(artifact.modelId(), "it fails while it is timed: " + e.getMessage(), e);
        }
    }

    private static String unusable(ModelRefused refused) {
        log.warn("Model {}; its fp32 network serves instead", refused.getMessage());
        return "int8 does not pass: " + refused.reason();
    }
}
