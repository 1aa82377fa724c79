package io.fashionstream.endtoend.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dashboards that Grafana is given, as files. */
final class Dashboards {
    static final Path FOLDER = Path.of("../monitoring/grafana/dashboards");

    private static final Pattern METRIC =
            Pattern.compile("\\b(fashion_stream|kafka|jvm|process|system)_[a-z0-9_]+|\\bup\\b");
    private static final Set<String> SUFFIXES = Set.of("_bucket", "_sum", "_count");

    private Dashboards() {}

    /** One query of one panel. */
    record Query(String panel, String expression) {
        /** With what people would choose in place of the dashboard's variables. */
        String asked() {
            return expression.replace("$alias", "champion").replace("$category", "SHIRT");
        }

        /** The families of metrics that it names. */
        Set<String> families() {
            return METRIC.matcher(expression)
                    .results()
                    .map(found -> family(found.group()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static String family(String metric) {
            return SUFFIXES.stream()
                    .filter(metric::endsWith)
                    .map(suffix -> metric.substring(0, metric.length() - suffix.length()))
                    .findFirst()
                    .orElse(metric);
        }
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return new JsonMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON in " + file, e);
        }
    }

    /** All queries of all dashboards. */
    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (Path file : files()) {
            for (JsonNode panel : read(file).path("panels")) {
                String name = file.getFileName() + ": " + panel.path("title").asText();
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(name, target.path("expr").asText()));
                }
            }
        }
        return queries;
    }
}
