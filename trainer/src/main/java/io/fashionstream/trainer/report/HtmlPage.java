package io.fashionstream.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A page that needs nothing but a browser: style, scripts, data and images are all within. */
final class HtmlPage {
    private final String title;
    private final String lead;
    private final List<Section> sections = new ArrayList<>();

    private record Section(String heading, List<Block> blocks) {
        String id() {
            return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }

        String html() {
            return "<section id=\"%s\"><h2>%s</h2>%n%s</section>%n"
                    .formatted(
                            id(),
                            Block.escaped(heading),
                            blocks.stream().map(Block::html).collect(Collectors.joining()));
        }

        String link() {
            return "<a href=\"#%s\">%s</a>".formatted(id(), Block.escaped(heading));
        }
    }

    /** An empty page; {@code lead} is a sentence under the title. */
    HtmlPage(String title, String lead) {
        this.title = title;
        this.lead = lead;
    }

    /** Adds a section under its own heading, which is unique on the page. */
    HtmlPage section(String heading, Block... blocks) {
        return section(heading, List.of(blocks));
    }

    /** Adds a section under its own heading, which is unique on the page. */
    HtmlPage section(String heading, List<Block> blocks) {
        sections.add(new Section(heading, blocks));
        return this;
    }

    String render() {
        return resource("page.html")
                .replace("@title@", Block.escaped(title))
                .replace("@lead@", Block.escaped(lead))
                .replace("@style@", resource("page.css"))
                .replace("@links@", joined(sections.stream().map(Section::link).toList()))
                .replace(
                        "@sections@",
                        joined(sections.stream().map(Section::html).toList()))
                .replace("@script@", resource("page.js"))
                .replace("@echarts@", PackedScript.base64());
    }

    private static String joined(List<String> parts) {
        return String.join("", parts);
    }

    private static String resource(String name) {
        try (InputStream content = Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
