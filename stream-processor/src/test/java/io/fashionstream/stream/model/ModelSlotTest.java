package io.fashionstream.stream.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.image.ImageTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ModelSlotTest {
    private final ModelSlot<FakeModel> slot = new ModelSlot<>();

    @Test
    void anEmptySlotGivesNoLease() {
        assertThat(slot.lease()).isEmpty();
        assertThat(slot.modelId()).isEmpty();
    }

    @Test
    void aModelThatWasSwappedOutIsFreedWhenItsLastLeaseEnds() {
        FakeModel old = new FakeModel("old");
        slot.serve(old);
        ModelSlot.Lease<FakeModel> first = slot.lease().orElseThrow();
        ModelSlot.Lease<FakeModel> second = slot.lease().orElseThrow();

        slot.serve(new FakeModel("new"));

        assertThat(slot.modelId()).contains("new");
        assertThat(first.model()).isSameAs(old);
        first.close();
        assertThat(old.closed).hasValue(0);
        second.close();
        assertThat(old.closed).hasValue(1);
    }

    @Test
    void aModelThatNobodyUsesIsFreedAtOnce() {
        FakeModel old = new FakeModel("old");
        slot.serve(old);

        slot.vacate();

        assertThat(old.closed).hasValue(1);
        assertThat(slot.lease()).isEmpty();
    }

    @Test
    void underSwapsFromAllSidesNoLeaseEverSeesAFreedModelAndAllButTheLastAreFreedOnce() throws Exception {
        List<FakeModel> models = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService readers = Executors.newFixedThreadPool(3);
        slot.serve(new FakeModel("first"));

        List<Future<Integer>> uses = new ArrayList<>();
        for (int reader = 0; reader < 3; reader++) {
            uses.add(readers.submit(() -> useUntil(over)));
        }
        for (int i = 0; i < 20_000; i++) {
            FakeModel next = new FakeModel("model " + i);
            models.add(next);
            slot.serve(next);
        }
        over.set(true);

        for (Future<Integer> use : uses) {
            assertThat(use.get(10, TimeUnit.SECONDS)).isPositive();
        }
        readers.shutdown();
        assertThat(models.subList(0, models.size() - 1)).allMatch(model -> model.closed.get() == 1);
        assertThat(models.get(models.size() - 1).closed).hasValue(0);
    }

    private int useUntil(AtomicBoolean over) {
        int uses = 0;
        while (!over.get() || uses == 0) {
            try (ModelSlot.Lease<FakeModel> lease = slot.lease().orElseThrow()) {
                assertThat(lease.model().closed).hasValue(0);
                uses++;
            }
        }
        return uses;
    }

    private static final class FakeModel implements ServingModel {
        private final String id;
        private final AtomicInteger closed = new AtomicInteger();

        FakeModel(String id) {
            this.id = id;
        }

        @Override
        public String modelId() {
            return id;
        }

        @Override
        public List<float[]> uncalibrated(List<ImageTensor> images) {
            return List.of();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
