package io.fashionstream.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a chart was rendered to. */
record Manifests(List<JsonNode> all) {
    Manifests {
        all = List.copyOf(all);
    }

    /** The one manifest of {@code kind} whose name contains {@code name}. */
    JsonNode the(String kind, String name) {
        List<JsonNode> found = of(kind).stream()
                .filter(each -> each.at("/metadata/name").asText().contains(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one %s named like %s, got %s".formatted(kind, name, found));
        }
        return found.get(0);
    }

    List<JsonNode> of(String kind) {
        return all.stream()
                .filter(each -> each.at("/kind").asText().equals(kind))
                .toList();
    }

    List<String> kinds() {
        return all.stream().map(each -> each.at("/kind").asText()).toList();
    }

    /** The pod templates of all that makes pods. */
    List<JsonNode> pods() {
        List<JsonNode> pods = new ArrayList<>();
        of("StatefulSet").forEach(each -> pods.add(each.at("/spec/template")));
        of("Job").forEach(each -> pods.add(each.at("/spec/template")));
        of("CronJob").forEach(each -> pods.add(each.at("/spec/jobTemplate/spec/template")));
        return pods;
    }

    /** The containers of {@code pod}, those first that run first. */
    static List<JsonNode> containers(JsonNode pod) {
        List<JsonNode> containers = new ArrayList<>();
        pod.at("/spec/initContainers").forEach(containers::add);
        pod.at("/spec/containers").forEach(containers::add);
        return containers;
    }

    /** The value of a variable of {@code container}; empty if it has none. */
    static String variable(JsonNode container, String name) {
        for (JsonNode variable : container.at("/env")) {
            if (variable.at("/name").asText().equals(name)) {
                return variable.at("/value").asText();
            }
        }
        return "";
    }
}
