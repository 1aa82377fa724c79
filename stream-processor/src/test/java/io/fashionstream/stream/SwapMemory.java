package io.fashionstream.stream;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Category;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import io.fashionstream.stream.settings.ProcessorSettings;
import io.fashionstream.stream.testing.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Swaps ONNX Runtime sessions of a model under a thread that classifies, and prints what {@code /proc} says of this
 * process: resident MiB after the first half of the swaps, resident MiB after the second, images classified meanwhile.
 */
final class SwapMemory {
    private final ClassifierLoader loader = new OnnxLoader(ProcessorSettings.of(Map.of()));
    private final ModelSlot<ServedModel> slot = new ModelSlot<>();
    private final ModelArtifact artifact;
    private final Precision precision;

    private SwapMemory(ModelArtifact artifact) {
        this.artifact = artifact;
        this.precision = artifact.holds(Precision.INT8) ? Precision.INT8 : Precision.FP32;
    }

    /** Takes the folder of a model and a number of swaps. */
    public static void main(String[] arguments) throws Exception {
        new SwapMemory(ModelArtifact.read(Path.of(arguments[0]))).run(Integer.parseInt(arguments[1]));
    }

    private void run(int swaps) throws Exception {
        swap(1);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Long> classified = CompletableFuture.supplyAsync(() -> classifyUntil(over));
        swap(swaps / 2);
        long before = residentMebibytes();
        swap(swaps - swaps / 2);
        long after = residentMebibytes();
        over.set(true);
        System.out.println(before + " " + after + " " + classified.get());
        slot.vacate();
    }

    private void swap(int times) {
        for (int i = 0; i < times; i++) {
            slot.serve(ServedModel.of(artifact, precision, loader.load(artifact, precision)));
        }
    }

    private long classifyUntil(AtomicBoolean over) {
        List<ImageTensor> batch = Collections.nCopies(64, TestModels.image(Category.BAG));
        long images = 0;
        do {
            try (ModelSlot.Lease<ServedModel> lease = slot.lease().orElseThrow()) {
                images += lease.model().classifier().classify(batch).size();
            }
        } while (!over.get());
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
