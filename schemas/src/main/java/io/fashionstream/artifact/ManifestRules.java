package io.fashionstream.artifact;

import static io.fashionstream.artifact.ArtifactRefused.refuseUnless;

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
        double temperature = manifest.temperature();
        refuseUnless(temperature >= 0.01 && temperature <= 100, where + " /temperature", "0.01 to 100", temperature);
        double limit = manifest.decision().outOfDistribution().energyAbove();
        refuseUnless(Double.isFinite(limit), where + " /outOfDistribution/energyAbove", "a finite number", limit);
        refuseUnless(manifest.parity() <= 1, where + " /parity", "0 to 1", manifest.parity());
        String reason = manifest.forcedReason();
        refuseUnless(reason == null || !reason.isBlank(), where + " /forcedReason", "a reason or null", "blank text");
    }
}
