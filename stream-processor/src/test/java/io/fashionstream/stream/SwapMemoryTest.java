package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What {@code /proc} says of this process while ONNX Runtime sessions come and go under a thread that classifies. */
@EnabledOnOs(OS.LINUX)
class SwapMemoryTest {
    private static final int SWAPS = 200;
    private static final long MOST_GROWTH_MEBIBYTES = 24;

    private final ClassifierLoader loader = new OnnxLoader(ProcessorSettings.of(Map.of()));
    private final ModelArtifact artifact = TestModels.artifact("swapped");
    private final ModelSlot<ServedModel> slot = new ModelSlot<>();

    @Test
    void twoHundredSwapsUnderLoadLeaveResidentMemoryFlat() throws Exception {
        slot.serve(model());
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Long> classified = CompletableFuture.supplyAsync(() -> classifyUntil(over));
        swap(SWAPS);
        long before = residentMebibytes();

        swap(SWAPS);

        long after = residentMebibytes();
        over.set(true);
        assertThat(classified.get()).isPositive();
        slot.vacate();
        assertThat(after - before).isLessThan(MOST_GROWTH_MEBIBYTES);
    }

    private void swap(int times) {
        for (int i = 0; i < times; i++) {
            slot.serve(model());
        }
    }

    private ServedModel model() {
        return new ServedModel(artifact.modelId(), artifact.manifest(), loader.load(artifact));
    }

    private long classifyUntil(AtomicBoolean over) {
        List<ImageTensor> batch = Collections.nCopies(64, TestModels.image(Category.BAG));
        long images = 0;
        while (!over.get()) {
            try (ModelSlot.Lease<ServedModel> lease = slot.lease().orElseThrow()) {
                images += lease.model().classifier().classify(batch).size();
            }
        }
        return images;
    }

    private static long residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
