package io.fashionstream.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of numbers that a network was computed in. The names are part of the wire format. */
public enum Precision {
    /** 32-bit floating point, as it was trained. */
    @JsonProperty("fp32")
    FP32("fp32"),

    /** Eight-bit whole numbers: quantized after the training. */
    @JsonProperty("int8")
    INT8("int8");

    private final String wireName;

    Precision(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in events and artifacts. */
    public String wireName() {
        return wireName;
    }
}
