package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactRefused.refuseUnless;

import io.fashionstream.artifact.ModelManifest.ClassQuality;
import io.fashionstream.artifact.ModelManifest.Measured;
import io.fashionstream.event.Category;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a well-formed manifest must also say for its model to be served: our classes, our input, possible figures. */
final class ManifestRules {
    private static final int SIDE = ImageTensor.SIDE_PIXELS;

    private final String where;

    private ManifestRules(String where) {
        this.where = where;
    }

    static void check(ModelManifest manifest, String where) {
        ManifestRules rules = new ManifestRules(where);
        rules.checkContract(manifest);
        rules.checkThresholds(manifest);
        rules.checkMeasured("/validation", manifest.validation());
        Measured test = manifest.test();
        if (test != null) {
            rules.checkMeasured("/test", test);
        }
    }

    private void checkContract(ModelManifest manifest) {
        refuseUnless(!notNull("/network", manifest.network()).isBlank(), where + " /network", "a name", "blank text");
        notNull("/createdTime", manifest.createdTime());
        notNull("/provenance", manifest.provenance());
        refuseUnless(
                manifest.classes().equals(Category.ALL),
                where + " /classes",
                "the data set's order " + Category.ALL,
                manifest.classes());
        ModelManifest.Input input = notNull("/input", manifest.input());
        refuseUnless(
                input.heightPixels() == SIDE && input.widthPixels() == SIDE,
                where + " /input",
                SIDE + " x " + SIDE + " pixels",
                input.heightPixels() + " x " + input.widthPixels());
        notNull("/input/scaling", input.scaling());
        String reason = manifest.forcedReason();
        refuseUnless(reason == null || !reason.isBlank(), where + " /forcedReason", "a reason or null", "blank text");
    }

    private void checkThresholds(ModelManifest manifest) {
        double temperature = manifest.temperature();
        refuseUnless(temperature >= 0.01 && temperature <= 100, where + " /temperature", "0.01 to 100", temperature);
        checkShare(
                "/uncertainBelow/confidence",
                notNull("/uncertainBelow", manifest.uncertainBelow()).confidence());
        checkShare("/uncertainBelow/targetPrecision", manifest.uncertainBelow().targetPrecision());
        checkShare("/uncertainBelow/shareCertain", manifest.uncertainBelow().shareCertain());
        double limit =
                notNull("/outOfDistribution", manifest.outOfDistribution()).energyAbove();
        refuseUnless(Double.isFinite(limit), where + " /outOfDistribution/energyAbove", "a finite number", limit);
        checkShare(
                "/outOfDistribution/shareFlagged", manifest.outOfDistribution().shareFlagged());
        checkShare("/parity", manifest.parity());
    }

    private void checkMeasured(String at, @Nullable Measured given) {
        Measured measured = notNull(at, given);
        refuseUnless(measured.images() > 0, where + " " + at + "/images", "1 or more", measured.images());
        checkShare(at + "/accuracy", measured.accuracy());
        checkShare(at + "/macroF1", measured.macroF1());
        checkShare(at + "/expectedCalibrationError", measured.expectedCalibrationError());
        checkClasses(at + "/perClass", measured.perClass());
        checkClasses(at + "/predictedShare", measured.predictedShare());
        measured.perClass().forEach((category, quality) -> checkQuality(at + "/perClass/" + category, quality));
        measured.predictedShare().forEach((category, share) -> checkShare(at + "/predictedShare/" + category, share));
    }

    private void checkQuality(String at, ClassQuality quality) {
        checkShare(at + "/precision", quality.precision());
        checkShare(at + "/recall", quality.recall());
        checkShare(at + "/f1", quality.f1());
        refuseUnless(quality.support() >= 0, where + " " + at + "/support", "0 or more", quality.support());
    }

    private void checkClasses(String at, Map<Category, ?> perClass) {
        refuseUnless(perClass.size() == Category.ALL.size(), where + " " + at, "all classes", perClass.keySet());
    }

    private void checkShare(String at, double share) {
        refuseUnless(share >= 0 && share <= 1, where + " " + at, "0 to 1", share);
    }

    private <T> T notNull(String at, @Nullable T value) {
        if (value == null) {
            throw new ArtifactRefused(where + " " + at, "a value", "null");
        }
        return value;
    }
}
