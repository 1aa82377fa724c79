package io.fashionstream.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the chart in a folder of its own, and what Helm makes of it. */
final class Chart {
    private static final Path ORIGINAL = Path.of("helm", "fashion-stream");

    private final Path folder;

    private Chart(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies the chart to {@code folder}, but for {@code kubeVersion}: Helm as a library takes every cluster for one of
     * version 1.20, and cannot be told otherwise.
     */
    static Chart copiedTo(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(ORIGINAL.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path description = folder.resolve("Chart.yaml");
        Files.writeString(description, Files.readString(description).replaceAll("(?m)^kubeVersion:.*$", ""));
        return new Chart(folder);
    }

    LintResult lint() {
        return new Helm(folder).lint().strict().call();
    }

    /**
     * Renders the chart as {@code helm template shop CHART --namespace images} does.
     *
     * @param values of one file, as YAML
     * @param set single values, as {@code --set} takes them
     * @throws IllegalStateException if Helm refuses
     */
    Manifests render(String values, Map<String, String> set) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder.getParent(), "values", ".yaml"), values);
        TemplateCommand command = new Helm(folder)
                .template()
                .withName("shop")
                .withNamespace("images")
                .withValuesFile(file);
        set.forEach(command::set);
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(command.call())) {
            List<JsonNode> all = documents.readAll();
            return new Manifests(all.stream().filter(JsonNode::isObject).toList());
        }
    }
}
