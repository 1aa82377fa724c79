package io.fashionstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.LintResult;
import io.fashionstream.stream.command.StreamProcessorMain;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.trainer.command.TrainerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
    private static final String LEAST = "kafka: {bootstrapServers: 'kafka:9092'}\n";
    private static final String EVERYTHING = """
            kafka: {bootstrapServers: "kafka-1:9092,kafka-2:9092", topicPrefix: "shop.", clientSettingsSecret: kafka-client}
            imagePullSecrets: [{name: registry}]
            processor:
              settings: {batch.max.images: 32, application.id: shop-labels, accuracy.alert.below.scopes: "SHIRT=0.5,ALL=0.85"}
              podAnnotations: {team: images}
              podLabels: {tier: backend}
              nodeSelector: {disk: ssd}
              tolerations: [{key: dedicated, operator: Exists}]
              affinity: {podAntiAffinity: {}}
              topologySpreadConstraints:
                - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}
              priorityClassName: high
            autoscaling: {enabled: true, authenticationRef: kafka-auth}
            metrics:
              serviceMonitor: {enabled: true, labels: {release: prometheus}}
              prometheusRule:
                enabled: true
                rules: |
                  groups:
                    - name: fashion-stream
                      rules:
                        - alert: Down
                          expr: up == 0
                          annotations: {summary: "{{ $labels.instance }} is down"}
            networkPolicy: {enabled: true, kafkaTo: [{namespaceSelector: {}}], ingressFrom: [{podSelector: {}}]}
            trainer:
              job: true
              schedule: "0 3 * * 0"
              data: {persistentVolumeClaim: {claimName: fashion-mnist}}
              trainArguments: ["--epochs=30", "--seed=7"]
              publishArguments: ["--reason=weekly training"]
            """;

    @TempDir
    private Path folder;

    private Chart chart;

    @BeforeEach
    void copy() throws IOException {
        chart = Chart.copiedTo(folder.resolve("chart"));
    }

    @Test
    void helmFindsNothingWrongWithIt() {
        LintResult result = chart.lint();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LEAST,
                EVERYTHING,
                LEAST + "shippedModel: {publish: false}",
                LEAST + "topics: {create: false}",
                LEAST + "processor: {state: {persistent: false}}",
                LEAST + "networkPolicy: {enabled: true}"
            })
    void whatComesOutIsWhatKubernetesTakes(String values) throws IOException {
        Manifests manifests = chart.render(values, Map.of());

        for (JsonNode manifest : manifests.all()) {
            if (KubernetesApi.isOwn(manifest)) {
                KubernetesApi.validate(manifest);
            } else {
                assertThat(manifest.at("/kind").asText()).isIn("ScaledObject", "ServiceMonitor", "PrometheusRule");
            }
            assertThat(manifest.at("/metadata/name").asText()).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])");
        }
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowWouldBeFound() throws IOException {
        JsonNode set = chart.render(LEAST, Map.of()).the("StatefulSet", "processor");
        ((ObjectNode) set.at("/spec/template/spec/containers/0/readinessProbe")).put("periodSecond", 5);

        assertThatThrownBy(() -> KubernetesApi.validate(set)).hasMessageContaining("periodSecond");
    }

    @Test
    void nothingOptionalIsThereUnlessItIsAskedFor() throws IOException {
        assertThat(chart.render(LEAST, Map.of()).kinds())
                .containsExactlyInAnyOrder(
                        "ServiceAccount", "ConfigMap", "Service", "StatefulSet", "PodDisruptionBudget", "Job");
        assertThat(chart.render(LEAST, Map.of("topics.create", "false", "shippedModel.publish", "false"))
                        .kinds())
                .doesNotContain("Job");
        assertThat(chart.render(EVERYTHING, Map.of()).kinds())
                .contains("CronJob", "NetworkPolicy", "PrometheusRule", "ScaledObject", "ServiceMonitor");
    }

    @Test
    void noPodHasRightsThatItDoesNotNeed() throws IOException {
        List<JsonNode> pods = chart.render(EVERYTHING, Map.of()).pods();

        assertThat(pods).hasSize(4).allSatisfy(pod -> {
            assertThat(pod.at("/spec/securityContext/runAsNonRoot").booleanValue())
                    .isTrue();
            assertThat(pod.at("/spec/securityContext/runAsUser").intValue()).isEqualTo(10001);
            assertThat(pod.at("/spec/securityContext/seccompProfile/type").asText())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.at("/spec/automountServiceAccountToken").asText()).isEqualTo("false");
            assertThat(Manifests.containers(pod)).isNotEmpty().allSatisfy(ChartTest::requireContained);
        });
    }

    private static void requireContained(JsonNode container) {
        JsonNode security = container.at("/securityContext");
        assertThat(security.at("/readOnlyRootFilesystem").booleanValue()).isTrue();
        assertThat(security.at("/allowPrivilegeEscalation").asText()).isEqualTo("false");
        assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        assertThat(container.at("/volumeMounts"))
                .anyMatch(mount -> mount.at("/mountPath").asText().equals("/tmp"));
    }

    @Test
    void volumesThatAreMountedAreThere() throws IOException {
        for (String values : List.of(EVERYTHING, LEAST, LEAST + "processor: {state: {persistent: false}}")) {
            Manifests manifests = chart.render(values, Map.of());
            List<String> claims =
                    names(manifests.the("StatefulSet", "processor").at("/spec/volumeClaimTemplates"), "/metadata/name");
            for (JsonNode pod : manifests.pods()) {
                List<String> volumes = new ArrayList<>(names(pod.at("/spec/volumes"), "/name"));
                volumes.addAll(claims);
                Manifests.containers(pod)
                        .forEach(container ->
                                assertThat(volumes).containsAll(names(container.at("/volumeMounts"), "/name")));
            }
        }
    }

    private static List<String> names(JsonNode list, String pointer) {
        List<String> names = new ArrayList<>();
        list.forEach(each -> names.add(each.at(pointer).asText()));
        return names;
    }

    @Test
    void anInstanceIsNamedAfterItsPodSoThatItFindsItsState() throws IOException {
        JsonNode set = chart.render(LEAST, Map.of()).the("StatefulSet", "processor");
        JsonNode container = set.at("/spec/template/spec/containers/0");

        assertThat(container.at("/env/0/name").asText()).isEqualTo("FASHION_STREAM_INSTANCE_ID");
        assertThat(container.at("/env/0/valueFrom/fieldRef/fieldPath").asText()).isEqualTo("metadata.name");
        assertThat(set.at("/spec/volumeClaimTemplates/0/metadata/name").asText())
                .isEqualTo("state");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
        assertThat(set.at("/spec/serviceName").asText()).isEqualTo("shop-fashion-stream-processor");
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAST, EVERYTHING})
    void theProcessorTakesItsSettings(String values) throws IOException {
        Manifests manifests = chart.render(values, Map.of());
        String settings = manifests
                .the("ConfigMap", "processor")
                .at("/data/processor.properties")
                .asText();
        JsonNode container = manifests.the("StatefulSet", "processor").at("/spec/template/spec/containers/0");
        Path clientSettings = Files.writeString(folder.resolve("client.properties"), "security.protocol=PLAINTEXT");
        Map<String, String> environment = new HashMap<>();
        container
                .at("/env")
                .forEach(each -> environment.put(
                        each.at("/name").asText(), each.at("/value").asText()));
        environment.put("FASHION_STREAM_INSTANCE_ID", "shop-fashion-stream-processor-0");
        environment.replace("FASHION_STREAM_CLIENT_SETTINGS", clientSettings.toString());

        ProcessorSettings read = ProcessorSettings.read(
                Optional.of(Files.writeString(folder.resolve("processor.properties"), settings)),
                environment,
                Map.of());

        assertThat(read.topicSetup().create()).isFalse();
        if (values.equals(EVERYTHING)) {
            assertThat(read.batchLimits().maxImages()).isEqualTo(32);
            assertThat(read.applicationId()).isEqualTo("shop-labels");
            assertThat(read.topics().productImages()).isEqualTo("shop.product-images");
            assertThat(read.connection().clientSettings()).containsEntry("security.protocol", "PLAINTEXT");
        }
    }

    @Test
    void theProgramsTakeTheirArguments() throws IOException {
        for (JsonNode pod : chart.render(EVERYTHING, Map.of()).pods()) {
            for (JsonNode container : Manifests.containers(pod)) {
                List<String> arguments = new ArrayList<>();
                container.at("/args").forEach(argument -> arguments.add(argument.asText()));
                boolean trainer = container.at("/image").asText().startsWith("fashion-stream/trainer:");

                assertThat((trainer ? TrainerMain.commandLine() : StreamProcessorMain.commandLine())
                                .parseArgs(arguments.toArray(String[]::new))
                                .subcommand()
                                .errors())
                        .isEmpty();
            }
        }
    }

    @Test
    void topicsComeBeforeTheModelAndTrainingBeforePublishing() throws IOException {
        Manifests manifests = chart.render(EVERYTHING, Map.of());

        assertThat(names(manifests.the("Job", "setup").at("/spec/template/spec/initContainers"), "/name"))
                .containsExactly("topics");
        assertThat(names(manifests.the("Job", "setup").at("/spec/template/spec/containers"), "/name"))
                .containsExactly("publish");
        assertThat(names(
                        manifests.the("CronJob", "train").at("/spec/jobTemplate/spec/template/spec/initContainers"),
                        "/name"))
                .containsExactly("train");
        assertThat(manifests
                        .the("Job", "-train-")
                        .at("/spec/template/spec/containers/0/args")
                        .toString())
                .isEqualTo("[\"publish\",\"--broker-timeout=60\",\"--reason=weekly training\",\"/work/model.zip\"]");
    }

    @Test
    void aJobIsANewOneWhenItWouldDoSomethingElse() throws IOException {
        String before = setupJob(LEAST);

        assertThat(setupJob(LEAST + "processor: {replicas: 5}")).isEqualTo(before);
        assertThat(setupJob(LEAST + "topics: {partitions: 12}")).isNotEqualTo(before);
        assertThat(setupJob(LEAST + "trainer: {image: {tag: '2'}}")).isNotEqualTo(before);
    }

    private String setupJob(String values) throws IOException {
        return chart.render(values, Map.of())
                .the("Job", "setup")
                .at("/metadata/name")
                .asText();
    }

    @Test
    void autoscalingFollowsTheLagOfTheGroupOnItsTopicAndNobodyElseSetsReplicas() throws IOException {
        Manifests manifests = chart.render(EVERYTHING, Map.of());
        JsonNode scaled = manifests.the("ScaledObject", "processor");

        assertThat(manifests
                        .the("StatefulSet", "processor")
                        .at("/spec/replicas")
                        .isMissingNode())
                .isTrue();
        assertThat(scaled.at("/spec/scaleTargetRef/name"))
                .isEqualTo(manifests.the("StatefulSet", "processor").at("/metadata/name"));
        assertThat(new YAMLMapper()
                        .convertValue(
                                scaled.at("/spec/triggers/0/metadata"), new TypeReference<Map<String, String>>() {}))
                .isEqualTo(Map.of(
                        "bootstrapServers", "kafka-1:9092,kafka-2:9092",
                        "consumerGroup", "shop-labels",
                        "topic", "shop.product-images",
                        "lagThreshold", "2000",
                        "offsetResetPolicy", "earliest"));
        assertThat(scaled.at("/spec/triggers/0/authenticationRef/name").asText())
                .isEqualTo("kafka-auth");
    }

    @Test
    void thePrometheusOperatorFindsThePodsAndTheRulesAsTheyAre() throws IOException {
        Manifests manifests = chart.render(EVERYTHING, Map.of());
        JsonNode service = manifests.the("Service", "processor");
        JsonNode pod = manifests.the("StatefulSet", "processor").at("/spec/template");

        requireChosen(manifests.the("ServiceMonitor", "processor").at("/spec/selector/matchLabels"), service);
        requireChosen(service.at("/spec/selector"), pod);
        requireChosen(manifests.the("PodDisruptionBudget", "processor").at("/spec/selector/matchLabels"), pod);
        assertThat(manifests
                        .the("PrometheusRule", "processor")
                        .at("/spec/groups/0/rules/0/annotations/summary")
                        .asText())
                .isEqualTo("{{ $labels.instance }} is down");
    }

    @Test
    void theProjectsOwnRulesGoInUnchanged() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Path.of("..", "monitoring", "prometheus", "rules.yml").toFile());
        ObjectNode values = (ObjectNode) new YAMLMapper().readTree(LEAST);
        values.putObject("metrics")
                .putObject("prometheusRule")
                .put("enabled", true)
                .put("rules", rules.toString());

        assertThat(chart.render(values.toString(), Map.of())
                        .the("PrometheusRule", "processor")
                        .at("/spec/groups"))
                .isNotEmpty()
                .isEqualTo(rules.at("/groups"));
    }

    private static void requireChosen(JsonNode selector, JsonNode labelled) {
        assertThat(selector).isNotEmpty();
        assertThat(labelled.at("/metadata/labels").properties()).containsAll(selector.properties());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kafka: {}                                                | kafka.bootstrapServers is needed
            kafka: {bootstrapServers: kafka}                         | /kafka/bootstrapServers
            kafka: {bootstrapServer: 'kafka:9092'}                   | bootstrapServer
            processor: {replicas: many}                              | /processor/replicas
            processor: {settings: {instance.id: a}}                  | instance.id
            processor: {resources: 1Gi}                              | /processor/resources
            autoscaling: {lagThreshold: 0}                           | /autoscaling/lagThreshold
            trainer: {schedule: weekly}                              | /trainer/schedule
            trainer: {job: true}                                     | trainer.data is needed
            metrics: {prometheusRule: {enabled: true}}               | metrics.prometheusRule.rules is needed
            """)
    void whatIsWrongIsNamed(String values, String named) {
        String all = values.startsWith("kafka") ? values : LEAST + values;

        assertThatThrownBy(() -> chart.render(all, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(named);
    }
}
