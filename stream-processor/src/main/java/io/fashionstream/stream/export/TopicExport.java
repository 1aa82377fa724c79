package io.fashionstream.stream.export;

import io.fashionstream.connection.BrokerUnreachable;
import io.fashionstream.connection.CommittedReader;
import io.fashionstream.connection.KafkaConnection;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.StreamedData;
import io.fashionstream.event.serde.SourceRecord;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.release.ReleaseReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;

/** Exports a data set from the topics of a deployment. */
public final class TopicExport {
    private final KafkaConnection connection;
    private final Topics topics;
    private final Duration patience;
    private final Map<String, StreamedData.Offsets> offsets = new HashMap<>();

    /** @param patience how long the broker may take for any one answer, at least 1 s */
    public TopicExport(KafkaConnection connection, Topics topics, Duration patience) {
        this.connection = connection;
        this.topics = topics;
        this.patience = patience;
    }

    /** The classes of the champion; those of Fashion-MNIST if there is none. */
    public Classes classes() {
        try (ReleaseReader releases = new ReleaseReader(connection, topics, patience)) {
            var champion = releases.aliases().get(ModelAlias.CHAMPION);
            return champion == null
                    ? Classes.FASHION_MNIST
                    : champion.manifest().classes();
        }
    }

    /**
     * Reads what the topics hold now, and writes it into {@code folder}. Used once.
     *
     * @throws IllegalArgumentException if there is something in {@code folder}
     * @throws BrokerUnreachable if the broker does not answer
     */
    public ExportCounts run(ExportPlan plan, Path folder) throws IOException {
        String cluster = clusterId();
        try (DatasetExport export = new DatasetExport(plan, folder)) {
            try (CommittedReader said = CommittedReader.ofAll(connection, patience, topics.groundTruth())) {
                said.readToEnd(stored -> {
                    note(stored);
                    export.takeTruth(SourceRecord.of(stored));
                });
            }
            try (CommittedReader images = images(plan)) {
                images.readToEnd(stored -> take(export, stored));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            Instant from = plan.from().equals(Instant.MIN) ? null : plan.from();
            return export.finish(bySource -> new StreamedData(cluster, from, plan.to(), offsets, bySource));
        }
    }

    private CommittedReader images(ExportPlan plan) {
        return plan.from().equals(Instant.MIN)
                ? CommittedReader.ofAll(connection, patience, topics.productImages())
                : CommittedReader.ofRecent(plan.from(), Long.MAX_VALUE, connection, patience, topics.productImages());
    }

    private void take(DatasetExport export, ConsumerRecord<byte[], byte[]> stored) {
        note(stored);
        try {
            export.takeImage(SourceRecord.of(stored));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> stored) {
        offsets.merge(
                stored.topic() + "/" + stored.partition(),
                new StreamedData.Offsets(stored.offset(), stored.offset() + 1),
                (read, one) -> new StreamedData.Offsets(read.from(), one.to()));
    }

    private String clusterId() {
        int millis = Math.toIntExact(patience.toMillis());
        try (Admin admin = Admin.create(connection.with(
                Map.of("default.api.timeout.ms", millis, "request.timeout.ms", millis, "client.id", "dataset")))) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new BrokerUnreachable(connection, patience, e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
