package io.fashionstream.trainer.data;

import io.fashionstream.image.ImageTensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes images of the sample as picture files. */
final class Pictures {
    private Pictures() {}

    /** Writes image {@code i} to {@code file}, whose folders are created. */
    static void write(LabelledImages images, int i, Path file) throws IOException {
        int side = ImageTensor.SIDE_PIXELS;
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int position = 0; position < ImageTensor.PIXELS; position++) {
            picture.getRaster().setSample(position % side, position / side, 0, images.pixel(i, position));
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }

    /** A folder with a sub-folder for each class, named after its label; the first {@code count} images are in it. */
    static void writeFolder(LabelledImages images, int count, Path folder) throws IOException {
        for (int i = 0; i < count; i++) {
            write(images, i, folder.resolve("class " + images.label(i)).resolve("%04d.png".formatted(i)));
        }
    }
}
