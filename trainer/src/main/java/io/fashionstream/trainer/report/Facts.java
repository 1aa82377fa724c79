package io.fashionstream.trainer.report;

import java.util.Map;
import java.util.stream.Collectors;

/** Names with what they stand for, in the map's order; long texts may break anywhere. */
record Facts(Map<String, String> facts) implements Block {
    @Override
    public String html() {
        return facts.entrySet().stream()
                .map(fact -> "<tr><th scope=\"row\">%s</th><td class=\"text\">%s</td></tr>"
                        .formatted(Block.escaped(fact.getKey()), Block.escaped(fact.getValue())))
                .collect(Collectors.joining("", "<table class=\"facts\"><tbody>", "</tbody></table>\n"));
    }
}
