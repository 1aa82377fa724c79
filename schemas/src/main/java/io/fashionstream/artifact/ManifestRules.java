package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactRefused.refuseUnless;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.QuantisedNetwork;
import java.util.List;
import java.util.Set;

/** What a manifest that obeys its schema must also say for its model to be served. */
final class ManifestRules {
    private static final int SIDE = 28;

    private ManifestRules() {}

    static void check(ModelManifest manifest, String where) {
        ModelManifest.Input input = manifest.input();
        refuseUnless(
                input.heightPixels() == SIDE && input.widthPixels() == SIDE,
                where + " /input",
                SIDE + " x " + SIDE + " pixels",
                input.heightPixels() + " x " + input.widthPixels());
        check(manifest.decision(), where + " ");
        QuantisedNetwork quantised = manifest.int8();
        if (quantised != null) {
            check(quantised.decision(), where + " /int8");
        }
        refuseUnless(manifest.parity() <= 1, where + " /parity", "0 to 1", manifest.parity());
        String reason = manifest.forcedReason();
        refuseUnless(reason == null || !reason.isBlank(), where + " /forcedReason", "a reason or null", "blank text");
        checkClasses(manifest.classes(), manifest.validation(), where + " /validation");
        ModelManifest.Measured test = manifest.test();
        if (test != null) {
            checkClasses(manifest.classes(), test, where + " /test");
        }
    }

    private static void checkClasses(Classes classes, ModelManifest.Measured measured, String where) {
        Set<Category> expected = Set.copyOf(classes.categories());
        Set<Category> reported = measured.perClass().keySet();
        refuseUnless(reported.equals(expected), where + "/perClass", "the classes " + classes, reported);
        Set<Category> shared = measured.predictedShare().keySet();
        refuseUnless(shared.equals(expected), where + "/predictedShare", "the classes " + classes, shared);
    }

    /** The manifest, the canaries and the entries must say the same of whether there is a network of integers. */
    static void checkInt8(ModelManifest manifest, List<Canary> canaries, boolean isThere) {
        boolean described = manifest.int8() != null;
        String expected =
                described ? "to be there, as the manifest has int8" : "not to be there, as the manifest has no int8";
        String where = ArtifactEntry.INT8_NETWORK.fileName();
        refuseUnless(isThere == described, where, expected, described ? "nothing" : "an entry");
        boolean answered = canaries.stream().allMatch(canary -> canary.hasInt8() == described);
        String answers = ArtifactEntry.CANARIES.fileName() + " int8Probabilities";
        refuseUnless(answered, answers, expected + ", in each canary", "another canary");
    }

    private static void check(ModelManifest.Decision decision, String where) {
        double temperature = decision.temperature();
        refuseUnless(temperature >= 0.01 && temperature <= 100, where + "/temperature", "0.01 to 100", temperature);
        double limit = decision.outOfDistribution().energyAbove();
        refuseUnless(Double.isFinite(limit), where + "/outOfDistribution/energyAbove", "a finite number", limit);
    }
}
