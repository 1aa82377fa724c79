package io.fashionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.artifact.ImageTensor;
import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.testing.TestModels;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/**
 * What {@code /proc} says of this process while ONNX Runtime sessions of the shipped model, 3.5 MB of weights each, come
 * and go under a thread that classifies. Half of the swaps warm up. For a longer run,
 * with a heap that does not grow:
 *
 * <pre>
 * mvn test -pl stream-processor -am -Dtest=SwapMemoryTest -Dsurefire.failIfNoSpecifiedTests=false -Dswap.swaps=400 \
 *     "-Dtest.jvm.flags=-Xms200m -Xmx200m -XX:+AlwaysPreTouch"
 * </pre>
 */
@EnabledOnOs(OS.LINUX)
class SwapMemoryTest {
    private static final int SWAPS = Integer.getInteger("swap.swaps", 80) / 2;
    /** The Java heap and malloc's arenas may grow meanwhile; the weights of 40 swapped models are 140 MiB. */
    private static final long MOST_GROWTH_MEBIBYTES = 96;

    private final ClassifierLoader loader = new OnnxLoader(ProcessorSettings.of(Map.of()));
    private final ModelArtifact artifact = shipped();
    private final ModelSlot<ServedModel> slot = new ModelSlot<>();

    @Test
    void swapsUnderLoadLeaveResidentMemoryFlat() throws Exception {
        slot.serve(model());
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Long> classified = CompletableFuture.supplyAsync(() -> classifyUntil(over));
        swap(SWAPS);
        long before = residentMebibytes();

        swap(SWAPS);

        long after = residentMebibytes();
        over.set(true);
        System.out.printf(
                "%d swaps, then %d more, over %d images classified: %d MiB resident, then %d%n",
                SWAPS, SWAPS, classified.get(), before, after);
        assertThat(classified.get()).isPositive();
        slot.vacate();
        assertThat(after - before).isLessThan(MOST_GROWTH_MEBIBYTES);
    }

    private static ModelArtifact shipped() {
        try {
            return ModelArtifact.read(Path.of(System.getProperty("shipped.model", "../models/compact-cnn")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
