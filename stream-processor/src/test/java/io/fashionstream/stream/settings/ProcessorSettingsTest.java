package io.fashionstream.stream.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.stream.endpoint.Access;
import io.fashionstream.stream.endpoint.EndpointSettings;
import io.fashionstream.stream.model.PrecisionSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorSettingsTest {
    @Test
    void everySettingHasADefaultThatKeepsItsOwnRule() {
        ProcessorSettings settings = ProcessorSettings.of(Map.of());

        assertThat(settings.connection().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.batchLimits().maxImages()).isEqualTo(64);
        assertThat(settings.onnx()).isEqualTo(new ProcessorSettings.OnnxSettings(1, PrecisionSetting.AUTO));
        assertThat(settings.http().host()).isEqualTo("localhost");
        assertThat(settings.tuning().maxPollInterval()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void imagesByReferenceAreFetchedOnlyWherePrefixesAreNamed() {
        assertThat(ProcessorSettings.of(Map.of()).references().isOn()).isFalse();
        assertThat(ProcessorSettings.of(Map.of("dataref.prefixes", "https://a.example/,file:/srv/p/"))
                        .references()
                        .prefixes())
                .hasSize(2);
    }

    @Test
    void settingsOfReferencesThatDoNotFitAreProblems() {
        assertThatThrownBy(() -> ProcessorSettings.of(
                        Map.of("dataref.prefixes", "https://a.example/shop", "dataref.networks", "10.0.0.0/99")))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("dataref.prefixes: must be empty or like")
                .hasMessageContaining("dataref.networks: must be empty or like");
        assertThatThrownBy(() -> ProcessorSettings.of(
                        Map.of("dataref.prefixes", "https://a.example/", "max.poll.interval.ms", "60000")))
                .hasMessageContaining("half of max.poll.interval.ms");
        assertThatThrownBy(() -> ProcessorSettings.of(Map.of("dataref.attempt.ms", "20000")))
                .hasMessageContaining("dataref.attempt.ms must be at most dataref.timeout.ms");
    }

    @Test
    void flagsGoOverTheEnvironmentAndThatOverTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("processor.properties");
        Files.writeString(file, "batch.max.images=8\nstream.threads=3\nonnx.threads=2\n");

        ProcessorSettings settings = ProcessorSettings.read(
                Optional.of(file),
                Map.of("FASHION_STREAM_BATCH_MAX_IMAGES", "16", "FASHION_STREAM_STREAM_THREADS", "4", "HOME", "/"),
                Map.of("batch.max.images", "32"));

        assertThat(settings.batchLimits().maxImages()).isEqualTo(32);
        assertThat(settings.tuning().threads()).isEqualTo(4);
        assertThat(settings.onnx().threads()).isEqualTo(2);
    }

    @Test
    void allProblemsAreReportedTogetherWithKeyRuleAndValueFound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("processor.properties");
        Files.writeString(file, "batch.max.imgaes=8\nhttp.port=70000\n");

        assertThatThrownBy(() -> ProcessorSettings.read(
                        Optional.of(file),
                        Map.of("FASHION_STREAM_STREAM_THREADS", "many"),
                        Map.of(
                                "challenger.share",
                                "1.5",
                                "group.protocol",
                                "raft",
                                "batch.max.images",
                                "0",
                                "onnx.precision",
                                "INT8")))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("7 settings are wrong")
                .hasMessageContaining("batch.max.imgaes: no such setting (from file " + file + ")")
                .hasMessageContaining("http.port: must be 0 to 65535, got \"70000\" (from file " + file + ")")
                .hasMessageContaining(
                        "stream.threads: must be 1 to 64, got \"many\" (from environment variable FASHION_STREAM_STREAM_THREADS)")
                .hasMessageContaining("challenger.share: must be 0 to 1, got \"1.5\" (from --set)")
                .hasMessageContaining("group.protocol: must be one of [classic, streams], got \"raft\" (from --set)")
                .hasMessageContaining("onnx.precision: must be one of [auto, fp32, int8], got \"INT8\" (from --set)")
                .hasMessageContaining("batch.max.images: must be 1 to 1024, got \"0\" (from --set)");
    }

    @Test
    void anyCodeOfAClassMayHaveAThresholdOfItsOwn() {
        ProcessorSettings settings =
                ProcessorSettings.of(Map.of("accuracy.alert.below.scopes", "8=0.5,SIZE_42=.6,ALL=0.85"));

        assertThat(settings.accuracy().alerts().belowOf())
                .containsOnly(Map.entry("8", 0.5), Map.entry("SIZE_42", 0.6), Map.entry("ALL", 0.85));
    }

    @Test
    void bothEndsOfARangeAreAllowed() {
        assertThat(ProcessorSettings.of(Map.of("batch.max.images", "1"))
                        .batchLimits()
                        .maxImages())
                .isEqualTo(1);
        assertThat(ProcessorSettings.of(Map.of("batch.max.images", "1024"))
                        .batchLimits()
                        .maxImages())
                .isEqualTo(1024);
        assertThatThrownBy(() -> ProcessorSettings.of(Map.of("batch.max.images", "1025")))
                .isInstanceOf(SettingsProblem.class);
    }

    @Test
    void kafkaSettingsPassThroughToEveryClientAndSecretsStayOutOfText() {
        ProcessorSettings settings = ProcessorSettings.of(
                Map.of("kafka.security.protocol", "SASL_SSL", "kafka.sasl.jaas.config", "user pass=secret"));

        assertThat(StreamsProperties.ofImages(settings))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "user pass=secret");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void producersTryAgainSoonUnlessAnOperatorSaysOtherwise() {
        ProcessorSettings usual = ProcessorSettings.of(Map.of());
        ProcessorSettings patient = ProcessorSettings.of(Map.of("kafka.retry.backoff.ms", "300"));

        assertThat(StreamsProperties.ofImages(usual)).containsEntry("producer.retry.backoff.ms", 10);
        assertThat(StreamsProperties.ofImages(patient))
                .containsEntry("retry.backoff.ms", "300")
                .doesNotContainKey("producer.retry.backoff.ms");
    }

    @Test
    void whatCountsHasItsOwnGroupAndCommitsLessOftenButOnceAStep() {
        ProcessorSettings settings = ProcessorSettings.of(Map.of("application.id", "shop", "instance.id", "one"));
        ProcessorSettings shortSteps = ProcessorSettings.of(
                Map.of("accuracy.window.ms", "1000", "accuracy.step.ms", "200", "accuracy.threads", "3"));

        assertThat(StreamsProperties.ofImages(settings))
                .containsEntry("application.id", "shop")
                .containsEntry("client.id", "one")
                .containsEntry("commit.interval.ms", 100L);
        assertThat(StreamsProperties.ofAccuracy(settings))
                .containsEntry("application.id", "shop-accuracy")
                .containsEntry("client.id", "one-accuracy")
                .containsEntry("num.stream.threads", 1)
                .containsEntry("commit.interval.ms", 500L);
        assertThat(StreamsProperties.ofAccuracy(shortSteps))
                .containsEntry("num.stream.threads", 3)
                .containsEntry("commit.interval.ms", 200L);
    }

    @Test
    void kafkaSettingsThatExactlyOnceDependsOnAreRefused() {
        assertThatThrownBy(() -> ProcessorSettings.of(
                        Map.of("kafka.isolation.level", "read_uncommitted", "kafka.no.such.thing", "1")))
                .hasMessageContaining("kafka.isolation.level: is set by the processor itself")
                .hasMessageContaining("kafka.no.such.thing: no Kafka client has a setting no.such.thing");
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> ProcessorSettings.read(Optional.of(missing), Map.of(), Map.of()))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void labellingOverHttpIsForThisMachineUnlessATokenIsNamed(@TempDir Path folder) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");

        assertThat(ProcessorSettings.of(Map.of()).endpoint())
                .isEqualTo(new EndpointSettings(Access.LOCAL, Optional.empty(), EndpointSettings.Limits.DEFAULT));
        assertThat(ProcessorSettings.of(Map.of("label.access", "token", "label.token.file", token.toString()))
                        .endpoint()
                        .token())
                .hasValueSatisfying(
                        known -> assertThat(known.is("0123456789abcdef")).isTrue());
        assertThatThrownBy(() -> ProcessorSettings.of(Map.of("label.access", "token")))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("expected label.token.file to name a file with a token, got none");
        assertThatThrownBy(() -> ProcessorSettings.of(Map.of("label.token.file", "/no/such/file")))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("found none at /no/such/file");
    }
}
