package io.fashionstream.trainer.report;

import io.fashionstream.image.ImageTensor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Images in rows, each over its caption.
 *
 * @param columns images in a row on a wide screen
 */
record ImageGrid(int columns, List<Tile> tiles) implements Block {
    /** How a tile is marked. */
    enum Mark {
        PLAIN,
        RIGHT,
        WRONG
    }

    /** One image; {@code detail} is a second line in small print and may be empty. */
    record Tile(ImageTensor image, String caption, String detail, Mark mark) {
        static Tile plain(ImageTensor image, String caption, String detail) {
            return new Tile(image, caption, detail, Mark.PLAIN);
        }

        private String html() {
            return "<figure class=\"%s\"><img src=\"%s\" alt=\"%s\"><figcaption>%s<small>%s</small></figcaption></figure>"
                    .formatted(
                            mark.name().toLowerCase(Locale.ROOT),
                            PngPicture.dataUri(image),
                            Block.escaped(caption),
                            Block.escaped(caption),
                            Block.escaped(detail));
        }
    }

    @Override
    public String html() {
        return tiles.stream()
                .map(Tile::html)
                .collect(Collectors.joining(
                        "", "<div class=\"tiles\" style=\"--columns:%d\">".formatted(columns), "</div>\n"));
    }
}
