package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.QuantisedNetwork;
import io.fashionstream.trainer.ModelSecondLook;
import io.fashionstream.trainer.export.SecondLook;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a model look again at the images that it doubts. */
@Command(
        name = "second-look",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a model look at the mirror image too where it doubts an image, without training it again.",
            "It needs the data that the model was trained on. A second look that is not clearly better on the model's validation"
                    + " images (negative log-likelihood lower by two standard errors, no fewer right) is left out: exit code 4,"
                    + " nothing is written."
        })
final class SecondLookCommand implements Callable<Integer>, OptionRules {
    private static final int REFUSED = 4;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Mixin
    private final RemadeModel remade = new RemadeModel();

    @Option(
            names = "--below",
            paramLabel = "PROBABILITY",
            description =
                    "Images whose highest probability before calibration is lower are looked at again. Default: ${DEFAULT-VALUE}")
    private double below = 0.99;

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(remade.problems());
        if (!(below > 0 && below <= 1)) {
            problems.add("--below must be above 0 and at most 1, got " + below);
        }
        return problems;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ModelArtifact model = remade.model();
        ModelSecondLook.Outcome outcome =
                ModelSecondLook.of(model, remade.data(), new SecondLook(below), remade.threads());
        out.printf(
                Locale.ROOT,
                "Looked at twice: %.1f %% of the validation images%n"
                        + "Log-likelihood:  negative %+.4f, standard error %.4f%n"
                        + "Validation:      %.4f right, %.4f with one look%n",
                100 * outcome.shareDoubted(),
                outcome.gain().difference(),
                outcome.gain().standardError(),
                outcome.accuracyAfter(),
                outcome.accuracyBefore());
        if (outcome.artifact().isEmpty()) {
            out.println("Not clearly better, so the model is left as it is");
            return REFUSED;
        }
        ModelArtifact artifact = outcome.artifact().get();
        remade.write(artifact);
        if (model.manifest().int8() != null) {
            sayIntegers(out, artifact.manifest().int8());
        }
        sayTest(out, artifact.manifest().test());
        out.printf("Model:           %s%n", artifact.modelId());
        return 0;
    }

    private static void sayIntegers(PrintWriter out, @Nullable QuantisedNetwork integers) {
        if (integers == null) {
            out.println(
                    "Integers:        right clearly less often than floats, so the model has no network of integers any more");
        } else {
            out.printf(
                    Locale.ROOT,
                    "Integers:        %.4f right on validation%n",
                    integers.validation().accuracy());
        }
    }

    private static void sayTest(PrintWriter out, ModelManifest.@Nullable Measured test) {
        if (test != null) {
            out.printf(Locale.ROOT, "Test:            %.4f of %,d images right%n", test.accuracy(), test.images());
        }
    }
}
