package io.fashionstream.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is measured of the 28 x 28 gray values that a network sees, to tell whether pictures still are of the usual kind. */
public enum InputMeasure {
    /** Mean of the values, 0 for none to 255 for full ink. */
    @JsonProperty("brightness")
    BRIGHTNESS("brightness"),
    /** Share of the values over 25, a tenth of full ink, in [0, 1]. */
    @JsonProperty("ink")
    INK("ink"),
    /** Mean over the values of the distances to the neighbours on the right and below. */
    @JsonProperty("edges")
    EDGES("edges"),
    /**
     * Free energy of the network's logits, {@code -log(sum(exp(logit)))}: how far the network's own picture of the image lies
     * from all that it learnt.
     */
    @JsonProperty("energy")
    ENERGY("energy");

    private final String wireName;

    InputMeasure(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in events and metrics. */
    public String wireName() {
        return wireName;
    }
}
