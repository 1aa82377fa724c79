package io.fashionstream.stream.export;

import io.fashionstream.event.Category;
import io.fashionstream.event.serde.ProductImageReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of an exported data set.
 *
 * @param path below the data set's folder, with slashes
 * @param category its class
 * @param position {@code topic/partition/offset} of the image's record
 * @param truthSource whose word its class is
 * @param reviewer the person of that source, where it is known
 * @param conflicting whether another source says otherwise
 * @param sha256 of the file's bytes
 */
record ExportedImage(
        String path,
        Category category,
        String productId,
        String imageId,
        String eventSource,
        String eventId,
        String position,
        String truthSource,
        @Nullable String reviewer,
        boolean conflicting,
        String sha256) {
    /** The columns of {@code files.csv}; the trainer reads the first two. */
    static final List<String> COLUMNS = List.of(
            "path",
            "class",
            "productId",
            "imageId",
            "eventSource",
            "eventId",
            "position",
            "truthSource",
            "reviewer",
            "conflicting",
            "sha256");

    /** Ids are at most {@value ProductImageReader#LONGEST_ID} characters of any kind: a table needs to quote them. */
    List<String> row() {
        return List.of(
                path,
                category.code(),
                productId,
                imageId,
                eventSource,
                eventId,
                position,
                truthSource,
                reviewer == null ? "" : reviewer,
                String.valueOf(conflicting),
                sha256);
    }
}
