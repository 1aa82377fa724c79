package io.fashionstream.trainer.network;

import static io.fashionstream.check.Check.require;

import io.fashionstream.image.ImageTensor;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * The shape of a network.
 *
 * <p>Input is {@code float[n, 1, 28, 28]} (NCHW), output {@code float[n, classes]} probabilities. A new network is one class
 * that implements this, or {@link SequentialDesign}, added to {@link NetworkDesigns#ALL}; the compiled training step and the
 * export say so if they lack a layer kind that it uses.
 */
public interface NetworkDesign {
    /** Kebab-case, as on the command line and in the manifest. */
    String name();

    /**
     * A new network of Deeplearning4j, initialised: of either kind ({@link EitherNetwork}).
     *
     * @param learning holds seed, updater and regularisation; taken over
     * @param classes outputs of the network
     */
    Model network(NeuralNetConfiguration.Builder learning, int classes);

    /**
     * Gives {@code network}, a new one of this design, weights that were trained.
     *
     * @param trained one network of this design
     * @throws IllegalArgumentException for several, or for another number of parameters
     */
    default void startFrom(Model network, List<TrainedNetwork> trained) {
        require(trained.size() == 1, "%s starts from one model, got %d", name(), trained.size());
        Model start = trained.get(0).network();
        require(
                start.numParams() == network.numParams(),
                "%s has %d parameters, the network to start from has %d",
                name(),
                network.numParams(),
                start.numParams());
        network.params().assign(start.params());
    }

    /** The table of layers with output shapes and parameters. */
    LayerTable layerTable(int classes);

    /** One gray image. */
    static InputType inputType() {
        return InputType.convolutional(ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS, 1);
    }
}
