package io.fashionstream.stream.watch;

/** Model ids are 64 characters long; eight tell them apart. */
final class ShortId {
    private static final int LENGTH = 8;

    private ShortId() {}

    static String of(String modelId) {
        return modelId.substring(0, Math.min(LENGTH, modelId.length()));
    }
}
