package io.fashionstream.trainer.export;

import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import java.util.List;
import org.deeplearning4j.nn.api.Model;

/**
 * A trained network in all the forms in which an artifact holds it, checked against each other. Made before the manifest
 * and the report, which tell of it. Immutable.
 */
public final class ExportedModel {
    private final byte[] network;
    private final byte[] trainedNetwork;
    private final List<Canary> canaries;
    private final double parity;

    private ExportedModel(byte[] network, byte[] trainedNetwork, List<Canary> canaries, double parity) {
        this.network = network;
        this.trainedNetwork = trainedNetwork;
        this.canaries = canaries;
        this.parity = parity;
    }

    /**
     * Exports {@code network}, and compares every answer on {@code validation}.
     *
     * @param validation held-out images of every class; canaries are taken from them
     * @throws io.fashionstream.trainer.network.UnsupportedLayer if the network has a layer that cannot be exported exactly
     * @throws ParityFailed if a probability differs by more than {@link Parity#TOLERANCE}
     */
    public static ExportedModel of(Model network, double temperature, LabelledImages validation, PixelScaling scaling) {
        return of(network, temperature, validation, scaling, SecondLook.NONE);
    }

    /** As the other, of a network that takes a second look. */
    public static ExportedModel of(
            Model network, double temperature, LabelledImages validation, PixelScaling scaling, SecondLook look) {
        byte[] exported = OnnxExport.export(network, temperature, look);
        double parity = Parity.check(network, exported, validation, scaling, look, compared -> {});
        List<Canary> canaries = Canaries.of(network, validation, scaling, look);
        return new ExportedModel(exported, TrainedNetworkFile.write(network), canaries, parity);
    }

    /** A copy of the ONNX file's bytes. */
    public byte[] network() {
        return network.clone();
    }

    /** Largest difference of a probability over the validation images, for the manifest. */
    public double parity() {
        return parity;
    }

    /**
     * The artifact.
     *
     * @param manifest states the temperature, scaling and parity of this export
     * @param report a self-contained HTML page
     * @throws io.fashionstream.artifact.ArtifactRefused if a part breaks the format
     */
    public ModelArtifact pack(ModelManifest manifest, String report) {
        return ModelArtifact.pack(manifest, network, trainedNetwork, canaries, report);
    }
}
