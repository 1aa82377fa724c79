package io.fashionstream.stream.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.event.serde.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class LookAheadTest {
    private static final String TOPIC = "product-images";
    private static final BatchLimits FOUR = new BatchLimits(4, Duration.ofSeconds(30));

    private final List<List<String>> batches = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final ScriptedPreparation preparation = new ScriptedPreparation();
    private long nanos;
    private long nanosPerImage;

    @Test
    void batchesGrowFromOneToTheLimitOverWhatWasPolled() {
        LookAhead<String> lookAhead = lookAhead(FOUR);
        List<SourceRecord> polled = records(0, 0, 12);
        lookAhead.offer(partition(0), polled);

        List<String> results = polled.stream().map(lookAhead::resultOf).toList();

        assertThat(results)
                .containsExactlyElementsOf(
                        polled.stream().map(LookAheadTest::answer).toList());
        assertThat(sizes).containsExactly(1, 2, 4, 4, 1);
    }

    @Test
    void aRecordThatNobodyShowedIsComputedAlone() {
        LookAhead<String> lookAhead = lookAhead(FOUR);

        assertThat(lookAhead.resultOf(record(0, 7))).isEqualTo("0/7");

        assertThat(batches).containsExactly(List.of("0/7"));
        assertThat(lookAhead.remembered()).isZero();
    }

    @Test
    void aBatchTakesTheNextRecordsOfAllPartitionsInTurn() {
        LookAhead<String> lookAhead = grown(FOUR);
        List<SourceRecord> polledOfOne = records(1, 0, 3);
        lookAhead.offer(partition(0), records(0, 0, 3));
        lookAhead.offer(partition(1), polledOfOne);
        lookAhead.offer(partition(2), records(2, 0, 3));

        lookAhead.resultOf(polledOfOne.get(0));

        assertThat(batches).last().isEqualTo(List.of("1/0", "0/0", "1/1", "2/0"));
    }

    @Test
    void recordsThatWereSkippedAreNeverComputed() {
        LookAhead<String> lookAhead = grown(FOUR);
        List<SourceRecord> polled = records(0, 0, 10);
        lookAhead.offer(partition(0), polled);

        lookAhead.resultOf(polled.get(6));

        assertThat(batches).last().isEqualTo(List.of("0/6", "0/7", "0/8", "0/9"));
        assertThat(lookAhead.remembered()).isEqualTo(3);
    }

    @Test
    void aRewindMakesWhatWasRememberedStale() {
        LookAhead<String> lookAhead = grown(FOUR);
        lookAhead.offer(partition(0), records(0, 0, 10));
        List<SourceRecord> again = records(0, 2, 3);

        lookAhead.offer(partition(0), again);

        assertThat(lookAhead.remembered()).isEqualTo(3);
        again.forEach(lookAhead::resultOf);
        assertThat(batches).last().isEqualTo(List.of("0/2", "0/3", "0/4"));
    }

    @Test
    void theSameOffsetWithOtherBytesIsAnotherRecord() {
        LookAhead<String> lookAhead = grown(FOUR);
        List<SourceRecord> polled = records(0, 0, 3);
        lookAhead.offer(partition(0), polled);
        lookAhead.resultOf(polled.get(0));

        SourceRecord impostor = record(TOPIC, 0, 1, "other");

        assertThat(lookAhead.resultOf(impostor)).isEqualTo("other");
    }

    @Test
    void aForgottenPartitionLeavesNothingBehind() {
        LookAhead<String> lookAhead = grown(FOUR);
        lookAhead.offer(partition(0), records(0, 0, 5));
        lookAhead.offer(partition(1), records(1, 0, 5));

        lookAhead.forget(partition(0));

        assertThat(lookAhead.remembered()).isEqualTo(5);
        lookAhead.resultOf(record(2, 0));
        assertThat(batches).last().isEqualTo(List.of("2/0", "1/0", "1/1", "1/2"));
    }

    @Test
    void allRecordsOfAPollBeginToBePreparedAtOnce() {
        LookAhead<String> lookAhead = grown(FOUR);

        lookAhead.offer(partition(0), records(0, 0, 3));
        lookAhead.offer(partition(1), records(1, 0, 1));

        assertThat(preparation.begun).endsWith("0/0", "0/1", "0/2", "1/0");
    }

    @Test
    void aBatchHoldsTheRecordWhoseTurnItIsAndOthersThatArePreparedAlready() {
        LookAhead<String> lookAhead = grown(FOUR);
        List<SourceRecord> polled = records(0, 0, 4);
        preparation.pending.addAll(List.of("0/0", "0/2", "1/0"));
        lookAhead.offer(partition(0), polled);
        lookAhead.offer(partition(1), records(1, 0, 2));
        lookAhead.offer(partition(2), records(2, 0, 1));

        lookAhead.resultOf(polled.get(0));
        assertThat(batches).last().isEqualTo(List.of("0/0", "0/1", "2/0"));

        preparation.pending.clear();
        lookAhead.resultOf(polled.get(2));
        assertThat(batches).last().isEqualTo(List.of("0/2", "0/3", "1/0", "1/1"));
    }

    @Test
    void whatWillNotBeComputedIsAbandoned() {
        LookAhead<String> lookAhead = grown(FOUR);
        List<SourceRecord> polled = records(0, 0, 10);
        lookAhead.offer(partition(0), polled);
        lookAhead.resultOf(polled.get(2));
        assertThat(preparation.abandoned).containsExactly("0/0", "0/1");

        lookAhead.offer(partition(0), records(0, 7, 2));
        assertThat(preparation.abandoned).endsWith("0/6", "0/7", "0/8", "0/9");

        lookAhead.forget(partition(0));
        assertThat(preparation.abandoned).endsWith("0/9", "0/7", "0/8");
    }

    @Test
    void memoryStaysBoundedWhenPartitionsAreLostWithoutAWord() {
        LookAhead<String> lookAhead = lookAhead(FOUR);

        for (int partition = 0; partition < 100; partition++) {
            lookAhead.offer(partition(partition), records(partition, 0, 1000));
        }

        assertThat(lookAhead.remembered()).isBetween(40_000, 50_000);
    }

    @Test
    void slowImagesMakeSmallBatchesAndFastOnesLargeAgain() {
        LookAhead<String> lookAhead = grown(new BatchLimits(64, Duration.ofSeconds(10)));
        List<SourceRecord> polled = records(0, 0, 400);
        lookAhead.offer(partition(0), polled);
        sizes.clear();

        nanosPerImage = Duration.ofSeconds(3).toNanos();
        polled.subList(0, 100).forEach(lookAhead::resultOf);
        assertThat(sizes.subList(1, sizes.size())).allMatch(size -> size <= 3);

        nanosPerImage = 0;
        polled.subList(100, 400).forEach(lookAhead::resultOf);
        assertThat(sizes).contains(64);
    }

    @Test
    void whateverIsPolledRewoundAndForgottenEachRecordGetsItsOwnResult() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LookAhead<String> lookAhead = lookAhead(new BatchLimits(1 + random.nextInt(8), Duration.ofSeconds(1)));
        long[] next = new long[4];

        for (int step = 0; step < 3000; step++) {
            int partition = random.nextInt(next.length);
            List<SourceRecord> polled = records(partition, next[partition], 1 + random.nextInt(20));
            lookAhead.offer(partition(partition), polled);
            int processed = random.nextInt(polled.size() + 1);
            for (SourceRecord record : polled.subList(0, processed)) {
                assertThat(lookAhead.resultOf(record)).as("seed %d", seed).isEqualTo(answer(record));
            }
            next[partition] += processed;
            if (processed < polled.size() && random.nextBoolean()) {
                lookAhead.forget(partition(partition));
            }
        }
    }

    @Test
    void recordsThatABatchHadNoTimeForAreComputedWhenItIsTheirTurn() {
        LookAhead<String> lookAhead = new LookAhead<>(
                FOUR,
                batch -> batch.stream().limit(2).map(LookAheadTest::answer).toList(),
                sizes::add);
        List<SourceRecord> polled = records(0, 0, 9);
        lookAhead.offer(partition(0), polled);

        List<String> results = polled.stream().map(lookAhead::resultOf).toList();

        assertThat(results)
                .containsExactlyElementsOf(
                        polled.stream().map(LookAheadTest::answer).toList());
        assertThat(sizes).allMatch(size -> size <= 2);
    }

    @Test
    void aFunctionThatAnswersForNoRecordIsAFault() {
        LookAhead<String> lookAhead = new LookAhead<>(FOUR, batch -> List.of(), size -> {});

        assertThatThrownBy(() -> lookAhead.resultOf(record(0, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected 1 to 1 results of a batch, got 0");
    }

    @Test
    void theInterceptorShowsPolledImagesToItsThreadAndReturnsTheVerySameRecords() {
        LookAheads<String> lookAheads = new LookAheads<>(() -> lookAhead(FOUR));
        try (LookAheadInterceptor interceptor = new LookAheadInterceptor()) {
            interceptor.configure(Map.of("look.ahead.registry", lookAheads, "look.ahead.topic", TOPIC));
            ConsumerRecords<byte[], byte[]> polled = new ConsumerRecords<>(
                    Map.of(
                            partition(0),
                            List.of(polled(TOPIC, 0), polled(TOPIC, 1), polled(TOPIC, 2)),
                            new TopicPartition("ground-truth", 0),
                            List.of(polled("ground-truth", 0))),
                    Map.of());

            assertThat(interceptor.onConsume(polled)).isSameAs(polled);
        }
        assertThat(lookAheads.ofThisThread().remembered()).isEqualTo(3);
    }

    @Test
    void anInterceptorWithoutItsRegistryIsRefused() {
        try (LookAheadInterceptor interceptor = new LookAheadInterceptor()) {
            assertThatThrownBy(() -> interceptor.configure(Map.of("look.ahead.topic", TOPIC)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("look.ahead.registry");
        }
    }

    private LookAhead<String> lookAhead(BatchLimits limits) {
        return new LookAhead<>(limits, this::compute, preparation, sizes::add, () -> nanos);
    }

    /** A look-ahead whose batches have already grown to their limit. */
    private LookAhead<String> grown(BatchLimits limits) {
        LookAhead<String> lookAhead = lookAhead(limits);
        List<SourceRecord> polled = records(99, 0, 3 * limits.maxImages());
        lookAhead.offer(partition(99), polled);
        polled.forEach(lookAhead::resultOf);
        lookAhead.forget(partition(99));
        return lookAhead;
    }

    private List<String> compute(List<SourceRecord> batch) {
        List<String> answers = batch.stream().map(LookAheadTest::answer).toList();
        nanos += nanosPerImage * batch.size();
        batches.add(answers);
        return answers;
    }

    private static String answer(SourceRecord record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static TopicPartition partition(int partition) {
        return new TopicPartition(TOPIC, partition);
    }

    private static List<SourceRecord> records(int partition, long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(offset -> record(partition, offset))
                .toList();
    }

    private static SourceRecord record(int partition, long offset) {
        return record(TOPIC, partition, offset, partition + "/" + offset);
    }

    private static SourceRecord record(String topic, int partition, long offset, String value) {
        return new SourceRecord(
                topic, partition, offset, 0, new byte[0], value.getBytes(StandardCharsets.UTF_8), new RecordHeaders());
    }

    private static ConsumerRecord<byte[], byte[]> polled(String topic, long offset) {
        return new ConsumerRecord<>(topic, 0, offset, new byte[0], new byte[0]);
    }

    /** Is done with all records but those that are named. */
    private static final class ScriptedPreparation implements Preparation {
        private final List<String> pending = new ArrayList<>();
        private final List<String> begun = new ArrayList<>();
        private final List<String> abandoned = new ArrayList<>();

        @Override
        public void begin(SourceRecord polled) {
            begun.add(answer(polled));
        }

        @Override
        public boolean isDone(SourceRecord record) {
            return !pending.contains(answer(record));
        }

        @Override
        public void abandon(SourceRecord record) {
            abandoned.add(answer(record));
        }
    }
}
