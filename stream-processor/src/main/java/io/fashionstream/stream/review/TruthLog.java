package io.fashionstream.stream.review;

import io.fashionstream.event.serde.GroundTruthReader;
import io.fashionstream.event.serde.ReadTruth;
import io.fashionstream.event.serde.SourceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was said about images, by image; the images of which nothing was said for longest are forgotten. Thread-safe. */
final class TruthLog {
    private final int capacity;
    private final Map<ImageName, Statements> byImage = new LinkedHashMap<>();
    private long changes;

    /** @param capacity how many images are remembered, at least 1 */
    TruthLog(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a record of {@code ground-truth}; what cannot be read counts for nothing, as in the accuracy figures. */
    void take(SourceRecord stored) {
        if (GroundTruthReader.read(stored) instanceof ReadTruth.Truth read) {
            long said = Math.min(read.truth().time().toEpochMilli(), stored.timestamp());
            add(
                    new ImageName(read.productId(), read.truth().imageId()),
                    new Statement(stored.position(), read.truth(), said));
        }
    }

    private synchronized void add(ImageName image, Statement statement) {
        Statements before = byImage.remove(image);
        List<Statement> said = new ArrayList<>(before == null ? List.of() : before.said());
        said.add(statement);
        byImage.put(image, new Statements(said));
        if (byImage.size() > capacity) {
            byImage.remove(byImage.keySet().iterator().next());
        }
        changes++;
    }

    /** What was said about {@code image}; empty if nothing was, or if it is forgotten. */
    synchronized Optional<Statements> about(ImageName image) {
        return Optional.ofNullable(byImage.get(image));
    }

    /** Grows with each statement. */
    synchronized long changes() {
        return changes;
    }
}
