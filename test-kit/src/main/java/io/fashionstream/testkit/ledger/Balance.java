package io.fashionstream.testkit.ledger;

import static io.fashionstream.check.Check.require;

import java.util.List;

/**
 * Publications against answers: {@code labelled + rejected + lost = images}.
 *
 * @param labelled images with at least one label
 * @param rejected images with at least one rejection and no label
 * @param lost images without any answer
 * @param doubled answers beyond the first of their image
 * @param foreign answers about images that the ledger does not have
 * @param examples event ids of some of the lost and doubled, for a person to look into
 */
public record Balance(
        int images, int labelled, int rejected, int lost, int doubled, int foreign, List<String> examples) {
    public Balance {
        require(
                labelled + rejected + lost == images,
                "labelled %d, rejected %d and lost %d do not add up to %d images",
                labelled,
                rejected,
                lost,
                images);
        examples = List.copyOf(examples);
    }

    /** Each image has exactly one answer. */
    public boolean isEven() {
        return lost == 0 && doubled == 0;
    }
}
