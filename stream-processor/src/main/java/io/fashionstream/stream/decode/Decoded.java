package io.fashionstream.stream.decode;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.event.Rejection;

/** What came of decoding one image. */
public sealed interface Decoded {
    /** The network's input. */
    record Image(ImageTensor tensor) implements Decoded {}

    /** Not decodable; the rejection says why. */
    record Refused(Rejection rejection) implements Decoded {}
}
