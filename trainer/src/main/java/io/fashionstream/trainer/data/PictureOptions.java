package io.fashionstream.trainer.data;

import static io.fashionstream.check.Check.require;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a data set of picture files is read.
 *
 * @param cache folder where decoded pictures are kept, if anywhere
 * @param skipBroken whether pictures that cannot be read are left out; else they are an error
 * @param testShare of the pictures that become the test set where the files name none, over 0 and under 1
 * @param seed decides which pictures these are
 */
public record PictureOptions(Optional<Path> cache, boolean skipBroken, double testShare, long seed) {
    public static final double DEFAULT_TEST_SHARE = 0.1;
    public static final long DEFAULT_SEED = 42;

    /** No cache, no broken picture, and the default division. */
    public static final PictureOptions DEFAULT =
            new PictureOptions(Optional.empty(), false, DEFAULT_TEST_SHARE, DEFAULT_SEED);

    public PictureOptions {
        require(testShare > 0 && testShare < 1, "test share must be over 0 and under 1, got %s", testShare);
    }
}
