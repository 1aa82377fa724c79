package io.fashionstream.trainer;

import static java.util.stream.Collectors.toMap;

import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.Provenance;
import java.time.Instant;
import java.util.Map;

/** The manifest of a made-up training. */
public final class SampleManifest {
    private SampleManifest() {}

    public static ModelManifest of(Map<String, String> dataSha256, long seed, int validationImages, double parity) {
        ModelManifest.Measured measured = new ModelManifest.Measured(
                validationImages,
                0.1,
                0.1,
                0.01,
                Classes.FASHION_MNIST.categories().stream()
                        .collect(toMap(c -> c, c -> new ModelManifest.ClassQuality(0.1, 0.1, 0.1, 10))),
                Classes.FASHION_MNIST.categories().stream().collect(toMap(c -> c, c -> 0.1)));
        return new ModelManifest(
                1,
                new ModelManifest.Signature(
                        "compact-cnn",
                        Instant.EPOCH,
                        Classes.FASHION_MNIST,
                        new ModelManifest.Input(28, 28, ModelManifest.Scaling.UNIT)),
                new ModelManifest.Decision(
                        1.5,
                        new ModelManifest.CertaintyThreshold(0.8, 0.99, 0.8),
                        new ModelManifest.OutOfDistributionRule(-3, 0.01)),
                new Provenance(
                        dataSha256, seed, 200, validationImages, 1, Map.of(), Map.of(), "this machine", "train", null),
                new ModelManifest.Quality(measured, null, parity),
                null);
    }

    /** The same training with other hyper-parameters. */
    public static Provenance withHyperParameters(Provenance training, Map<String, String> hyperParameters) {
        return new Provenance(
                training.dataSha256(),
                training.seed(),
                training.trainingImages(),
                training.validationImages(),
                training.epochs(),
                hyperParameters,
                training.libraries(),
                training.machine(),
                training.command(),
                training.streamedData());
    }
}
