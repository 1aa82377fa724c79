package io.fashionstream.event.serde;

import io.fashionstream.event.AccuracyAlert;
import io.fashionstream.event.ArtifactIndex;
import io.fashionstream.event.CanaryStep;
import io.fashionstream.event.ClassAccuracy;
import io.fashionstream.event.GroundTruth;
import io.fashionstream.event.ImageLabel;
import io.fashionstream.event.ModelHealth;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.ModelRollout;
import io.fashionstream.event.RejectedImage;
import io.fashionstream.event.ReplayedImage;
import java.util.List;

/** Every JSON value that the programs write. A new one is a line here and a schema file of its name. */
public final class PayloadTypes {
    public static final PayloadType<ImageLabel> IMAGE_LABEL = new PayloadType<>("image-label", 1, ImageLabel.class);
    public static final PayloadType<RejectedImage> REJECTED_IMAGE =
            new PayloadType<>("rejected-image", 1, RejectedImage.class);
    public static final PayloadType<ReplayedImage> REPLAYED_IMAGE =
            new PayloadType<>("replayed-image", 1, ReplayedImage.class);
    public static final PayloadType<GroundTruth> GROUND_TRUTH = new PayloadType<>("ground-truth", 1, GroundTruth.class);
    public static final PayloadType<ClassAccuracy> CLASS_ACCURACY =
            new PayloadType<>("class-accuracy", 1, ClassAccuracy.class);
    public static final PayloadType<AccuracyAlert> ACCURACY_ALERT =
            new PayloadType<>("accuracy-alert", 1, AccuracyAlert.class);
    public static final PayloadType<ModelHealth> MODEL_HEALTH = new PayloadType<>("model-health", 1, ModelHealth.class);
    public static final PayloadType<ModelRelease> MODEL_RELEASE =
            new PayloadType<>("model-release", 1, ModelRelease.class);
    public static final PayloadType<ModelRollout> MODEL_ROLLOUT =
            new PayloadType<>("model-rollout", 1, ModelRollout.class);
    public static final PayloadType<CanaryStep> CANARY_STEP = new PayloadType<>("canary-step", 1, CanaryStep.class);
    public static final PayloadType<ModelManifest> MODEL_MANIFEST =
            new PayloadType<>("model-manifest", 1, ModelManifest.class);

    public static final PayloadType<ArtifactIndex> ARTIFACT_INDEX =
            new PayloadType<>("artifact-index", 1, ArtifactIndex.class);

    /** All of them. */
    public static final List<PayloadType<?>> ALL = List.of(
            IMAGE_LABEL,
            REJECTED_IMAGE,
            REPLAYED_IMAGE,
            GROUND_TRUTH,
            CLASS_ACCURACY,
            ACCURACY_ALERT,
            MODEL_HEALTH,
            MODEL_RELEASE,
            MODEL_ROLLOUT,
            CANARY_STEP,
            MODEL_MANIFEST,
            ARTIFACT_INDEX);

    private PayloadTypes() {}
}
