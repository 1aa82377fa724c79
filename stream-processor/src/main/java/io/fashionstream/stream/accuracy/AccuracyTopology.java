package io.fashionstream.stream.accuracy;

import io.fashionstream.event.serde.Topics;
import io.fashionstream.stream.ops.CanaryGauges;
import io.fashionstream.stream.ops.FigureGauges;
import io.fashionstream.stream.ops.PassedOver;
import io.fashionstream.stream.task.Outgoing;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The part of the topology that counts: labels, truths and rejections in; rows, health and alerts out.
 *
 * <pre>
 * image-labels, challenger-labels, ground-truth, rejected-images   (same partitions, key = product id)
 *   -> join-truth                  one task a partition, counts in state stores
 *   -> accuracy-reports            internal topic of one partition: one record a partition and step, if it read anything
 *   -> merge-counts                one task; reads model-releases too
 *   -> class-accuracy, model-health, accuracy-alerts
 * </pre>
 */
public final class AccuracyTopology {
    private AccuracyTopology() {}

    /**
     * Adds both sub-topologies to {@code builder}; every processor, store and internal topic has a name of its own.
     *
     * @param passedOver told each event that counts nowhere
     * @param figures shows what this instance computes for all of them, while it does
     * @param canary the same of a running canary
     * @param canaries makes the steps of canaries that the figures demand
     */
    public static void addTo(
            StreamsBuilder builder,
            Topics topics,
            AccuracySettings settings,
            PassedOver passedOver,
            FigureGauges figures,
            CanaryGauges canary,
            CanarySteps canaries) {
        KStream<String, MergeInput> reports = reports(
                        builder, topics, settings, passedOver, Stores::persistentKeyValueStore)
                .repartition(Repartitioned.<String, MergeInput>as("accuracy-reports")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(PartialCounts.MERGE_INPUT)
                        .withNumberOfPartitions(1));
        publish(reports, builder, topics, settings, new MergeCounts.Shown(figures, canary), canaries);
    }

    /**
     * What every partition counted, step by step.
     *
     * @param large makes the stores that grow with the images, by name
     */
    static KStream<String, MergeInput> reports(
            StreamsBuilder builder,
            Topics topics,
            AccuracySettings settings,
            PassedOver passedOver,
            Function<String, KeyValueBytesStoreSupplier> large) {
        JoinInputs inputs = new JoinInputs(topics);
        return builder.stream(
                        inputs.topics(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName("labels-and-truths"))
                .process(
                        JoinTruth.supplier(inputs, settings, passedOver, AccuracyStores.ofJoin(large)),
                        Named.as("join-truth"));
    }

    /** Merges {@code reports}, and writes every figure to its topic. */
    static void publish(
            KStream<String, MergeInput> reports,
            StreamsBuilder builder,
            Topics topics,
            AccuracySettings settings,
            MergeCounts.Shown shown,
            CanarySteps canaries) {
        KStream<String, Outgoing<?>> published = releases(builder, topics)
                .merge(reports, Named.as("reports-and-releases"))
                .process(MergeCounts.supplier(topics, settings, shown, canaries), Named.as("merge-counts"));
        Outgoing.write(published, Serdes.String(), "figures");
    }

    private static KStream<String, MergeInput> releases(StreamsBuilder builder, Topics topics) {
        AliasMoves reader = new AliasMoves();
        return builder.stream(
                        topics.modelReleases(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray())
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withName("releases-for-accuracy"))
                .flatMap(
                        (key, value) -> reader.read(key, value).stream()
                                .map(release -> KeyValue.pair(String.valueOf(key), release))
                                .toList(),
                        Named.as("read-releases"));
    }
}
