package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ops.CanaryGauges;
import io.fashionstream.stream.ops.FigureGauges;
import io.fashionstream.stream.task.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;

/** The merge, reading the reports of several partitions in a random order that keeps that of each partition. */
final class MergeLane {
    private final List<PartitionLane> partitions;
    private final Random random;
    private final RestartableTask<String, MergeInput, Outgoing<?>> task;
    private int[] read;
    private int[] committed;

    MergeLane(List<PartitionLane> partitions, AccuracySettings settings, Random random) {
        this.partitions = partitions;
        this.random = random;
        this.task = new RestartableTask<>(
                MergeCounts.supplier(
                        Topics.DEFAULT,
                        settings,
                        new MergeCounts.Shown(new FigureGauges(), new CanaryGauges()),
                        CanarySteps.none()),
                AccuracyStores.ofMerge(),
                new TaskId(1, 0));
        this.read = new int[partitions.size()];
        this.committed = read.clone();
    }

    /** Adds some of the reports that were committed. */
    void read(int most) {
        for (int left = most; left > 0; left--) {
            int partition = random.nextInt(partitions.size());
            List<Record<String, MergeInput>> reports = partitions.get(partition).reports();
            if (read[partition] < reports.size()) {
                task.process(reports.get(read[partition]), "accuracy-reports", 0);
                read[partition]++;
            }
        }
    }

    /** Reads that {@code release} points its alias at its model, and commits that. */
    void release(ModelRelease release) {
        MergeInput released = new MergeInput.Released(release.alias(), release);
        task.process(new Record<>(release.alias().key(), released, 0), "model-releases", 0);
        task.commit();
    }

    void tick(long now) {
        task.tick(now);
    }

    List<Outgoing<?>> commit() {
        committed = read.clone();
        List<Outgoing<?>> published = new ArrayList<>();
        task.commit().forEach(record -> published.add(record.value()));
        return published;
    }

    void crash() {
        task.crash();
        read = committed.clone();
    }

    /** Reports that were added. */
    int reports() {
        int sum = 0;
        for (int partition : read) {
            sum += partition;
        }
        return sum;
    }
}
