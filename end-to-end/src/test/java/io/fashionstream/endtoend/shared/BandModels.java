package io.fashionstream.endtoend.shared;

import io.fashionstream.artifact.ArtifactEntry;
import io.fashionstream.artifact.Canary;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.QuantisedNetwork;
import io.fashionstream.image.ImageTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Models that may serve and are never wrong: their network, one dense layer, tells which of ten bands of an image is lit.
 * The artifact {@code bands-model.zip} beside this class is what the stream processor's own test models pack.
 */
public final class BandModels {
    private static final int BAND = 78;

    private BandModels() {}

    /** A model; each number gives another model id, and the same answers. */
    public static ModelArtifact numbered(int number) {
        ModelArtifact packed = packed();
        return packed.withManifest(named(packed.manifest(), "bands-" + number));
    }

    /** A model that claims to be there in 8-bit integers too: twice the same network, so that neither is faster. */
    public static ModelArtifact twice() {
        ModelArtifact model = numbered(1);
        QuantisedNetwork known = new QuantisedNetwork(
                "none",
                new QuantisedNetwork.CalibrationImages(1, 1, "none"),
                model.manifest().decision(),
                model.manifest().validation(),
                null,
                0);
        return model.withInt8(
                known,
                model.network(),
                model.canaries().stream().map(Canary::probabilities).toList());
    }

    /** A model whose canaries say something else than its network. */
    public static ModelArtifact liar() {
        return liar("liar");
    }

    /** As {@link #liar()}; each name gives another model id. */
    public static ModelArtifact liar(String name) {
        ModelArtifact honest = packed();
        List<Canary> canaries = new ArrayList<>(honest.canaries());
        List<float[]> answers =
                new ArrayList<>(canaries.stream().map(Canary::probabilities).toList());
        Collections.rotate(answers, 1);
        for (int i = 0; i < canaries.size(); i++) {
            canaries.set(i, new Canary(canaries.get(i).pixels(), answers.get(i)));
        }
        return ModelArtifact.pack(
                named(honest.manifest(), name),
                honest.network(),
                honest.entry(ArtifactEntry.TRAINED_NETWORK),
                canaries,
                honest.report());
    }

    /** 784 gray bytes that every one of these models calls {@code category}. */
    public static byte[] image(Category category) {
        byte[] pixels = new byte[ImageTensor.PIXELS];
        Arrays.fill(
                pixels,
                Classes.FASHION_MNIST.indexOf(category) * BAND,
                (Classes.FASHION_MNIST.indexOf(category) + 1) * BAND,
                (byte) 255);
        return pixels;
    }

    private static ModelArtifact packed() {
        try (InputStream zip = BandModels.class.getResourceAsStream("bands-model.zip")) {
            return ModelArtifact.ofZip(
                    Objects.requireNonNull(zip, "bands-model.zip").readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelManifest named(ModelManifest manifest, String network) {
        return manifest.withSignature(new ModelManifest.Signature(
                network, manifest.signature().createdTime(), manifest.classes(), manifest.input()));
    }
}
