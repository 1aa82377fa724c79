package io.fashionstream.trainer.data;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** A few real images: 30 training and 20 test images of each class. */
public final class Sample {
    /** The folder with the four IDX files, plain. */
    public static final Path FOLDER = folder("/fashion-mnist-sample");

    /** A folder with a sub-folder of 40 handwritten pictures for each digit, {@code zero} to {@code nine}. */
    public static final Path DIGITS = folder("/digits-sample");

    private static final DataSet DATA = FashionMnist.read(FOLDER);

    private Sample() {}

    /** 300 training images. */
    public static LabelledImages training() {
        return DATA.training();
    }

    /** 200 test images. */
    public static LabelledImages test() {
        return DATA.test();
    }

    private static Path folder(String name) {
        URL resource = Objects.requireNonNull(Sample.class.getResource(name), name);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
