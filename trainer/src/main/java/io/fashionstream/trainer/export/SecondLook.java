package io.fashionstream.trainer.export;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Provenance;
import java.util.Map;
import java.util.TreeMap;

/**
 * A second look at the images that a network doubts. Where its highest probability, at temperature 1, is below a limit, the
 * image's logits are the mean of those of the image and of its mirror image. It is part of the exported network, so whoever
 * runs that has nothing to do (docs/decisions/2005).
 *
 * @param below the limit, in [0, 1]; with 0 no image is looked at twice
 */
public record SecondLook(double below) {
    /** Of a network that looks at no image twice. */
    public static final SecondLook NONE = new SecondLook(0);

    private static final String HYPER_PARAMETER = "second-look-below";

    public SecondLook {
        require(below >= 0 && below <= 1, "a second look needs a limit of 0 to 1, got %s", below);
    }

    /**
     * That of a model.
     *
     * @throws IllegalArgumentException if what its manifest says of it is no limit
     */
    public static SecondLook of(Provenance provenance) {
        String below = provenance.hyperParameters().get(HYPER_PARAMETER);
        return below == null ? NONE : new SecondLook(Double.parseDouble(below));
    }

    /** The hyper-parameters of a model with this second look. */
    public Map<String, String> addedTo(Map<String, String> hyperParameters) {
        Map<String, String> all = new TreeMap<>(hyperParameters);
        all.put(HYPER_PARAMETER, String.valueOf(below));
        return all;
    }

    /** Whether an image is looked at again whose highest probability is {@code confidence}. */
    public boolean isDoubtful(float confidence) {
        return confidence < (float) below;
    }
}
