package io.fashionstream.trainer.command;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.command.OptionRules;
import io.fashionstream.trainer.data.DataSet;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that says how many images a training validates with. */
final class ValidationOption implements OptionRules {
    /** As many as the canaries that travel with a model. */
    private static final int LEAST = ModelArtifact.CANARIES;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec command;

    @Option(
            names = "--validation",
            description =
                    "Images held out of the training set, where the data set has no validation part. Default: a tenth"
                            + " (6000 of Fashion-MNIST)")
    private @Nullable Integer images;

    @Override
    public List<String> problems() {
        return images == null || images >= LEAST
                ? List.of()
                : List.of("--validation must be at least %d, got %d".formatted(LEAST, images));
    }

    /**
     * How many images to hold out of {@code dataSet}; whether they are enough can be told only once it is read.
     *
     * @param batch images of a step, which must be left to learn from
     */
    int images(DataSet dataSet, int batch) {
        int all = dataSet.training().size();
        int heldOut = dataSet.validation()
                .map(LabelledImages::size)
                .orElse(images == null ? Split.defaultValidationImages(dataSet.training()) : images);
        int largest = dataSet.validation().isPresent() ? Integer.MAX_VALUE : all - batch;
        if (heldOut < LEAST || heldOut > largest) {
            throw new ParameterException(
                    command.commandLine(),
                    "expected at least %d images to validate with, and at least one batch (--batch %d) of the %d training images"
                                    .formatted(LEAST, batch, all)
                            + " beside them, got --validation %d".formatted(heldOut));
        }
        return heldOut;
    }
}
