package io.fashionstream.trainer;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.trainer.data.FashionMnist;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what the data set is. */
@Command(name = "explore", mixinStandardHelpOptions = true, description = "Shows what the data set holds.")
final class ExploreCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Override
    public void run() {
        FashionMnist dataSet = data.read();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Training set: (%d, %d)%n", dataSet.training().size(), 1 + ImageTensor.PIXELS);
        out.printf("Test set:     (%d, %d)%n", dataSet.test().size(), 1 + ImageTensor.PIXELS);
    }
}
