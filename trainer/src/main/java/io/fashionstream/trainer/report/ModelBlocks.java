package io.fashionstream.trainer.report;

import io.fashionstream.artifact.ModelManifest;
import io.fashionstream.artifact.ModelManifest.Measured;
import io.fashionstream.artifact.ModelManifest.Provenance;
import io.fashionstream.trainer.report.KeyFigures.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a manifest says, as parts of a page. */
final class ModelBlocks {
    private final ModelManifest manifest;

    ModelBlocks(ModelManifest manifest) {
        this.manifest = manifest;
    }

    /** Accuracy and calibration of each set, then the measured speeds. */
    Block keyFigures(List<ScoredImages> sets, List<Throughput> throughput) {
        List<Figure> figures = new ArrayList<>();
        for (ScoredImages set : sets) {
            Measured measured = set.evaluation().measured();
            figures.add(new Figure(
                    set.name() + " accuracy",
                    Figures.percent(measured.accuracy()),
                    String.format(
                            Locale.ROOT,
                            "%s images, macro f1 %s, calibration error %s",
                            Figures.count(measured.images()),
                            Figures.ratio(measured.macroF1()),
                            Figures.ratio(measured.expectedCalibrationError()))));
        }
        throughput.forEach(speed ->
                figures.add(new Figure("images/s", Figures.count(Math.round(speed.imagesPerSecond())), speed.what())));
        return new KeyFigures(figures);
    }

    /** How the outputs are to be read: temperature, certainty, out of distribution, parity of the export. */
    Block reading() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("temperature", String.format(Locale.ROOT, "%.4f, fitted on validation", manifest.temperature()));
        facts.put(
                "uncertain below",
                String.format(
                        Locale.ROOT,
                        "confidence %.4f: labels at or above it were right at %s on validation, and %s are",
                        manifest.uncertainBelow().confidence(),
                        Figures.percent(manifest.uncertainBelow().targetPrecision()),
                        Figures.percent(manifest.uncertainBelow().shareCertain())));
        facts.put(
                "out of distribution",
                String.format(
                        Locale.ROOT,
                        "free energy above %.3f, which flags %s of validation",
                        manifest.outOfDistribution().energyAbove(),
                        Figures.percent(manifest.outOfDistribution().shareFlagged())));
        facts.put(
                "input",
                String.format(
                        Locale.ROOT,
                        "%d x %d gray, (pixel / 255 - %s) / %s",
                        manifest.input().heightPixels(),
                        manifest.input().widthPixels(),
                        manifest.input().scaling().mean(),
                        manifest.input().scaling().deviation()));
        facts.put(
                "exported network",
                String.format(Locale.ROOT, "probabilities within %.1e of the trained network's", manifest.parity()));
        return new Facts(facts);
    }

    /** How to make it again. */
    Block provenance() {
        Provenance provenance = manifest.provenance();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("command", provenance.command());
        facts.put("made", manifest.createdTime().toString());
        facts.put("machine", provenance.machine());
        facts.put("seed", String.valueOf(provenance.seed()));
        facts.put("training images", Figures.count(provenance.trainingImages()));
        facts.put("validation images", Figures.count(provenance.validationImages()));
        facts.put("epochs", String.valueOf(provenance.epochs()));
        new TreeMap<>(provenance.hyperParameters()).forEach(facts::put);
        new TreeMap<>(provenance.libraries()).forEach(facts::put);
        new TreeMap<>(provenance.dataSha256()).forEach((file, sha256) -> facts.put(file, "SHA-256 " + sha256));
        return new Facts(facts);
    }
}
