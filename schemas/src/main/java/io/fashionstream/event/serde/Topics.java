package io.fashionstream.event.serde;

import static io.fashionstream.check.Check.require;

import java.util.regex.Pattern;

/**
 * The topic names of one deployment.
 *
 * @param prefix put before every name; empty for none
 */
public record Topics(String prefix) {
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

    /** Names without a prefix. */
    public static final Topics DEFAULT = new Topics("");

    public Topics {
        require(
                LEGAL.matcher(prefix).matches(),
                "topic prefix must be at most 100 of a-z A-Z 0-9 . _ -, got \"%s\"",
                prefix);
    }

    public String productImages() {
        return prefix + "product-images";
    }

    public String imageLabels() {
        return prefix + "image-labels";
    }

    /** What the challenger would have said; read by the accuracy figures only. */
    public String challengerLabels() {
        return prefix + "challenger-labels";
    }

    public String rejectedImages() {
        return prefix + "rejected-images";
    }

    /** Marks of the rejections that were sent again. */
    public String replayedImages() {
        return prefix + "replayed-images";
    }

    public String groundTruth() {
        return prefix + "ground-truth";
    }

    public String classAccuracy() {
        return prefix + "class-accuracy";
    }

    public String accuracyAlerts() {
        return prefix + "accuracy-alerts";
    }

    public String modelHealth() {
        return prefix + "model-health";
    }

    public String modelReleases() {
        return prefix + "model-releases";
    }

    public String modelArtifacts() {
        return prefix + "model-artifacts";
    }

    public String modelRollouts() {
        return prefix + "model-rollouts";
    }
}
