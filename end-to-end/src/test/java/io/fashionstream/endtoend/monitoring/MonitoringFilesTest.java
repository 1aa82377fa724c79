package io.fashionstream.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code monitoring/}, as far as they can be judged without a processor. */
class MonitoringFilesTest {
    private static final Path PROMETHEUS = Path.of("../monitoring/prometheus").toAbsolutePath();
    private static final Path ALERTMANAGER =
            Path.of("../monitoring/alertmanager/alertmanager.yml").toAbsolutePath();
    private static final Path OPERATORS = Path.of("../docs/operators.md");
    private static final Set<String> PANELS =
            Set.of("row", "stat", "timeseries", "table", "bargauge", "state-timeline");
    private static final int COLUMNS = 24;
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)\\n(.*?)(?=\\n      - |\\z)", Pattern.DOTALL);

    @Test
    void rulesAlertWhenTheyShouldAndStaySilentWhenNot(@TempDir Path folder) {
        assumeInstalled("promtool");

        assertThat(Program.output(
                        folder,
                        "promtool",
                        "test",
                        "rules",
                        PROMETHEUS.resolve("rules-test.yml").toString()))
                .contains("  SUCCESS")
                .noneMatch(line -> line.contains("FAILED"));
        assertThat(Program.output(
                        folder,
                        "promtool",
                        "check",
                        "config",
                        PROMETHEUS.resolve("prometheus.yml").toString()))
                .noneMatch(line -> line.contains("FAILED"))
                .anyMatch(line -> line.contains("is valid prometheus config"));
    }

    @Test
    void theAlertmanagerTakesItsConfiguration(@TempDir Path folder) {
        assumeInstalled("amtool");

        assertThat(Program.output(folder, "amtool", "check-config", ALERTMANAGER.toString()))
                .anyMatch(line -> line.contains("SUCCESS"));
    }

    @Test
    void theCompositionsProfileIsValidAndMountsWhatIsThere(@TempDir Path folder) {
        assumeTrue(
                Program.isInstalled("docker-compose"), "docker-compose is not installed: its profile was not checked");

        List<String> composition = Program.output(
                folder,
                "docker-compose",
                "-f",
                Path.of("../docker-compose.yml").toAbsolutePath().toString(),
                "--profile",
                "monitoring",
                "config");

        assertThat(composition)
                .anyMatch(line -> line.matches(" +image: prom/prometheus:v\\d+.*"))
                .anyMatch(line -> line.matches(" +image: prom/alertmanager:v\\d+.*"))
                .anyMatch(line -> line.matches(" +image: grafana/grafana:\\d+.*"));
        assertThat(composition)
                .filteredOn(line -> line.matches(" +- /.*:/.*:ro"))
                .hasSizeGreaterThan(4)
                .allMatch(line -> line.contains("fashion-mnist")
                        || Files.isDirectory(Path.of(line.strip().substring(2).split(":", 2)[0])));
    }

    @Test
    void eachAlertIsTestedAndItsLinkNamesASectionThatSaysWhatToDo() throws IOException {
        List<String> sections = Files.readAllLines(OPERATORS).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        String tests = Files.readString(PROMETHEUS.resolve("rules-test.yml"));

        List<MatchResult> alerts = ALERT.matcher(Files.readString(PROMETHEUS.resolve("rules.yml")))
                .results()
                .toList();

        assertThat(alerts).hasSizeGreaterThan(7);
        for (MatchResult alert : alerts) {
            String name = alert.group(1);
            assertThat(sections).contains(name);
            assertThat(alert.group(2))
                    .contains("\"{{ $externalURL }}/user/operators.md#" + name.toLowerCase(Locale.ROOT) + "\"")
                    .containsPattern("severity: (page|ticket)")
                    .contains(" summary: ", " description: ");
            assertThat(tests).contains("alertname: " + name + "\n        exp_alerts:\n          - exp_labels");
        }
    }

    static Stream<Path> dashboards() {
        return Dashboards.files().stream();
    }

    /** What Grafana needs of a dashboard that it is given as a file. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void aDashboardHasWhatGrafanaNeeds(Path file) {
        JsonNode dashboard = Dashboards.read(file);
        assertThat(dashboard.path("uid").asText()).matches("[a-z-]{1,40}");
        assertThat(dashboard.path("title").asText()).isNotEmpty();
        assertThat(dashboard.path("schemaVersion").asInt()).isBetween(36, 42);
        Set<Integer> ids = new HashSet<>();
        Set<Integer> taken = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asText();
            assertThat(ids.add(panel.path("id").asInt()))
                    .as("%s: an id of its own", title)
                    .isTrue();
            assertThat(panel.path("type").asText()).as(title).isIn(PANELS);
            requirePlace(title, panel.path("gridPos"), taken);
            requireQueries(title, panel);
        }
    }

    private static void requirePlace(String title, JsonNode place, Set<Integer> taken) {
        int x = place.path("x").asInt(-1);
        int width = place.path("w").asInt();
        assertThat(x).as(title).isBetween(0, COLUMNS - 1);
        assertThat(x + width).as(title).isBetween(1, COLUMNS);
        for (int row = place.path("y").asInt();
                row < place.path("y").asInt() + place.path("h").asInt();
                row++) {
            for (int column = x; column < x + width; column++) {
                assertThat(taken.add(row * COLUMNS + column))
                        .as("%s lies on nothing else", title)
                        .isTrue();
            }
        }
    }

    private static void requireQueries(String title, JsonNode panel) {
        if (panel.path("type").asText().equals("row")) {
            return;
        }
        assertThat(panel.path("description").asText()).as(title).isNotEmpty();
        assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo("prometheus");
        Set<String> references = new HashSet<>();
        assertThat(panel.path("targets")).as(title).isNotEmpty();
        for (JsonNode target : panel.path("targets")) {
            assertThat(target.path("expr").asText()).as(title).isNotEmpty();
            assertThat(references.add(target.path("refId").asText())).as(title).isTrue();
        }
    }

    private static void assumeInstalled(String program) {
        assumeTrue(
                Program.isInstalled(program),
                program + " (Debian's packages prometheus and prometheus-alertmanager) is not installed:"
                        + " its part of the monitoring was not checked");
    }
}
