package io.fashionstream.trainer.report;

import java.util.List;
import java.util.stream.Collectors;

/** Parts side by side where there is room, else one under the other. */
record Beside(List<Block> blocks) implements Block {
    static Beside of(Block... blocks) {
        return new Beside(List.of(blocks));
    }

    @Override
    public String html() {
        return blocks.stream()
                .map(block -> "<div>" + block.html() + "</div>")
                .collect(Collectors.joining("", "<div class=\"beside\">", "</div>\n"));
    }
}
