package io.fashionstream.endtoend.monitoring;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fashionstream.testkit.broker.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Debian's Prometheus and Alertmanager with the project's rules, and with the project's docs for run-books, as the
 * composition runs theirs; but every second, and without the rules' patience.
 */
final class PrometheusServer implements AutoCloseable {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Duration START = Duration.ofMinutes(1);

    private final Program prometheus;
    private final Program alertmanager;
    private final URI address;

    private PrometheusServer(Program prometheus, Program alertmanager, URI address) {
        this.prometheus = prometheus;
        this.alertmanager = alertmanager;
        this.address = address;
    }

    /**
     * Starts both, and returns when Prometheus answers.
     *
     * @param targets addresses by the names of the instances
     * @param pager is told of alerts, by HTTP
     */
    static PrometheusServer start(Path folder, Map<String, URI> targets, URI pager) {
        URI address = URI.create("http://localhost:" + LoopbackPorts.free());
        int alertPort = LoopbackPorts.free();
        try {
            String rules = Files.readString(PROJECT.resolve("monitoring/prometheus/rules.yml"));
            Files.writeString(folder.resolve("rules.yml"), rules.replaceAll("for: \\d+m", "for: 2s"));
            Files.writeString(folder.resolve("prometheus.yml"), configuration(targets, alertPort));
            String alerts = Files.readString(PROJECT.resolve("monitoring/alertmanager/alertmanager.yml"));
            Files.writeString(
                    folder.resolve("alertmanager.yml"),
                    alerts.replace(
                                    "  - name: on-call\n",
                                    "  - name: on-call\n    webhook_configs: [{url: \"" + pager + "\"}]\n")
                            .replace("group_wait: 10s", "group_wait: 1s"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrometheusServer server =
                new PrometheusServer(prometheus(folder, address), alertmanager(folder, alertPort), address);
        await().atMost(START)
                .ignoreExceptions()
                .until(() -> !server.get(address.resolve("/-/ready")).isEmpty());
        return server;
    }

    private static Program prometheus(Path folder, URI address) {
        return Program.start(
                folder,
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=localhost:" + address.getPort(),
                "--web.external-url=" + address,
                "--web.user-assets=" + PROJECT.resolve("docs"));
    }

    private static Program alertmanager(Path folder, int port) {
        return Program.start(
                folder,
                "prometheus-alertmanager",
                "--config.file=alertmanager.yml",
                "--storage.path=alerts",
                "--cluster.listen-address=",
                "--web.listen-address=localhost:" + port);
    }

    private static String configuration(Map<String, URI> targets, int alertPort) {
        String groups = targets.entrySet().stream()
                .map(target -> "      - {targets: [\"localhost:%d\"], labels: {instance: %s}}%n"
                        .formatted(target.getValue().getPort(), target.getKey()))
                .collect(Collectors.joining());
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                alerting:
                  alertmanagers:
                    - static_configs: [{targets: ["localhost:%d"]}]
                scrape_configs:
                  - job_name: fashion-stream
                    static_configs:
                %s""".formatted(alertPort, groups);
    }

    /** Series that {@code query} gives now. */
    int series(String query) {
        return api("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .at("/data/result")
                .size();
    }

    private JsonNode api(String what) {
        try {
            return new JsonMapper().readTree(get(address.resolve("/api/v1/" + what)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies at {@code page}; what the servers said, if there is nothing. */
    String get(URI page) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(page + " gave " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(page + " does not answer: " + prometheus.said() + alertmanager.said(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it asked for " + page, e);
        }
    }

    @Override
    public void close() {
        prometheus.close();
        alertmanager.close();
    }
}
