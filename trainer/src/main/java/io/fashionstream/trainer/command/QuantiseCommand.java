package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.ModelQuantisation;
import io.fashionstream.trainer.QuantisedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Gives a model that was trained before its network in 8-bit integers. */
@Command(
        name = "quantise",
        mixinStandardHelpOptions = true,
        description = {
            "Gives a model its network in 8-bit integers beside the one of floats, without training it again; and what drift of"
                    + " pictures is measured against, if it does not say that.",
            "It needs the data that the model was trained on. A network that is right less often by more than 0.1 points on"
                    + " the model's validation images is left out: exit code 4, nothing is written."
        })
final class QuantiseCommand implements Callable<Integer>, OptionRules {
    private static final int REFUSED = 4;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Mixin
    private final RemadeModel remade = new RemadeModel();

    @Override
    public List<String> problems() {
        return remade.problems();
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        QuantisedModel quantised = ModelQuantisation.of(remade.model(), remade.data(), remade.threads());
        out.println(quantised.inWords());
        if (!quantised.isGoodEnough()) {
            return REFUSED;
        }
        remade.write(quantised.artifact());
        sayTest(out, quantised.artifact());
        out.printf("Model:      %s%n", quantised.artifact().modelId());
        return 0;
    }

    private static void sayTest(PrintWriter out, ModelArtifact artifact) {
        var floats = artifact.manifest().test();
        var known = artifact.manifest().int8();
        if (floats != null && known != null && known.test() != null) {
            out.printf(
                    Locale.ROOT,
                    "Test:       %.4f of %,d images right in 8-bit integers, %.4f in floats%n",
                    known.test().accuracy(),
                    known.test().images(),
                    floats.accuracy());
        }
    }
}
