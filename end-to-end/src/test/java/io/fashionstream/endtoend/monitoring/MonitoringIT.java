package io.fashionstream.endtoend.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.endtoend.accuracy.Catalogue;
import io.fashionstream.endtoend.monitoring.Dashboards.Query;
import io.fashionstream.endtoend.shared.BandModels;
import io.fashionstream.endtoend.shared.SharedBroker;
import io.fashionstream.endtoend.shared.TestTopics;
import io.fashionstream.event.InputReference;
import io.fashionstream.event.InputReference.Histogram;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleasePublisher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator expects: both dashboards are filled with what real processors say, and when one is killed, a page names it
 * and links to what is to be done.
 */
@ExtendWith(SharedBroker.class)
class MonitoringIT {
    private static final String LOST = "FashionStreamInstanceLost";
    private static final Duration LONG = Duration.ofSeconds(90);

    @Test
    void dashboardsAreFilledAndAKilledProcessorIsPagedByNameWithALink(
            KafkaConnection kafka, Topics topics, @TempDir Path folder) throws Exception {
        assumeTrue(
                Program.isInstalled("prometheus") && Program.isInstalled("prometheus-alertmanager"),
                "Debian's prometheus and prometheus-alertmanager are not installed: dashboards and alerts were not run");
        TestTopics.create(kafka, topics, 4);
        ReleasePublisher publisher = new ReleasePublisher(kafka, topics, Duration.ofSeconds(20), Clock.systemUTC());
        publisher.publish(thatKnowsItsInputs(1), ModelAlias.CHAMPION, null);
        publisher.publish(thatKnowsItsInputs(2), ModelAlias.CHALLENGER, null);
        try (Pager pager = new Pager();
                Catalogue catalogue = new Catalogue(kafka, topics, 1);
                Instance one = Instance.start("processor-1", kafka, topics, folder);
                Instance two = Instance.start("processor-2", kafka, topics, folder)) {
            awaitAnswers(List.of(one, two));
            Map<String, URI> targets = Map.of("processor-1", one.address(), "processor-2", two.address());
            try (PrometheusServer prometheus = PrometheusServer.start(folder, targets, pager.address())) {
                awaitFilled(prometheus, catalogue);
                requireExported(List.of(one, two));
                assertThat(pager.alerts(LOST)).isEmpty();

                one.kill();

                await().atMost(LONG).until(() -> !pager.alerts(LOST).isEmpty());
                requirePage(pager.alerts(LOST), prometheus);
            }
        }
    }

    /** A model by which drift of pictures can be told. */
    private static ModelArtifact thatKnowsItsInputs(int number) {
        ModelArtifact model = BandModels.numbered(number);
        Histogram tenths =
                Histogram.ofTenths(IntStream.range(0, 100).asDoubleStream().toArray());
        return model.withManifest(model.manifest().withInputs(new InputReference(tenths, tenths, tenths, tenths)));
    }

    private static void awaitAnswers(List<Instance> instances) {
        await().atMost(LONG)
                .until(() -> instances.stream().allMatch(instance -> instance.count("process_uptime_seconds") == 1));
    }

    /** Every query gives something, while images and truths come. */
    private static void awaitFilled(PrometheusServer prometheus, Catalogue catalogue) {
        await().atMost(LONG).ignoreException(IllegalStateException.class).until(() -> {
            catalogue.publish(50);
            return prometheus.series("sum(fashion_stream_model_drift_index{alias=\"champion\"}) >= 0") == 1;
        });
        await().atMost(LONG).untilAsserted(() -> {
            catalogue.publish(20);
            assertThat(Dashboards.queries())
                    .filteredOn(query -> prometheus.series(query.asked()) == 0)
                    .isEmpty();
        });
    }

    /** Queries and rules name no metric that no processor has. */
    private static void requireExported(List<Instance> instances) {
        Set<String> exported = new HashSet<>(Set.of("up"));
        instances.forEach(
                instance -> exported.addAll(Scrape.of(instance.address()).declared("HELP")));
        assertThat(Dashboards.queries()).hasSizeGreaterThan(60).allSatisfy((Query query) -> {
            assertThat(query.families()).isNotEmpty();
            assertThat(exported).as(query.toString()).containsAll(query.families());
        });
    }

    private static void requirePage(List<JsonNode> pages, PrometheusServer prometheus) {
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.at("/labels/instance").asText()).isEqualTo("processor-1");
            assertThat(page.at("/annotations/summary").asText()).isEqualTo("Processor processor-1 does not answer");
        });
        URI link = URI.create(pages.get(0).at("/annotations/runbook_url").asText());
        assertThat(link.getFragment()).isEqualTo("fashionstreaminstancelost");
        assertThat(prometheus.get(link)).contains("\n### FashionStreamInstanceLost\n");
    }
}
