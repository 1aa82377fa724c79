package io.fashionstream.trainer.data;

import io.fashionstream.dataset.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images that were read from files.
 *
 * @param files for each image, in the same order: digest, class and name of its file
 */
record NamedImages(LabelledImages images, List<String> files) {
    NamedImages {
        files = List.copyOf(files);
    }

    /** Those whose place is {@code true}, or those whose place is not. */
    NamedImages chosen(boolean[] places, boolean wanted) {
        int[] indices = IntStream.range(0, places.length)
                .filter(i -> places[i] == wanted)
                .toArray();
        return new NamedImages(
                images.select(indices),
                Arrays.stream(indices).mapToObj(files::get).toList());
    }

    /** Lower-case hex SHA-256 of all lines of {@link #files}: other files, names, classes or another order change it. */
    String sha256() {
        MessageDigest digest = Sha256.newDigest();
        files.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
