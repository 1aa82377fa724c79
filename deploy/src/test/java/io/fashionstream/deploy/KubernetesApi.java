package io.fashionstream.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.util.Map;

/** What Kubernetes' own OpenAPI document says of a manifest: fields that it does not know, or misses. */
final class KubernetesApi {
    private static final Map<String, Check> KINDS = Map.of(
            "v1/ConfigMap", V1ConfigMap::validateJsonElement,
            "v1/Service", V1Service::validateJsonElement,
            "v1/ServiceAccount", V1ServiceAccount::validateJsonElement,
            "apps/v1/StatefulSet", V1StatefulSet::validateJsonElement,
            "batch/v1/CronJob", V1CronJob::validateJsonElement,
            "batch/v1/Job", V1Job::validateJsonElement,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement);

    private interface Check {
        void validate(JsonElement manifest) throws IOException;
    }

    private KubernetesApi() {}

    /** Whether the kind is one of Kubernetes' own, and not one that an operator adds. */
    static boolean isOwn(JsonNode manifest) {
        return KINDS.containsKey(kind(manifest));
    }

    /**
     * Checks a manifest of one of Kubernetes' own kinds.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    static void validate(JsonNode manifest) throws IOException {
        Check check = KINDS.get(kind(manifest));
        if (check == null) {
            throw new IllegalArgumentException("not one of Kubernetes' own kinds: " + kind(manifest));
        }
        check.validate(JsonParser.parseString(manifest.toString()));
    }

    private static String kind(JsonNode manifest) {
        return manifest.at("/apiVersion").asText() + "/" + manifest.at("/kind").asText();
    }
}
