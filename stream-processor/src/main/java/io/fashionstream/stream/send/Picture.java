package io.fashionstream.stream.send;

import io.fashionstream.event.Category;
import java.io.IOException;
import java.util.Optional;

/** One picture to publish; its bytes are fetched when it is its turn. */
public interface Picture {
    String productId();

    /** Names the picture within the catalogue. */
    String imageId();

    /** Media type, or {@code application/octet-stream} where nothing tells. */
    String contentType();

    /** What the catalogue says that the picture shows. */
    Optional<Category> category();

    /** The encoded picture. */
    byte[] read() throws IOException;
}
