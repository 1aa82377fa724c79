package io.fashionstream.stream.intake;

import io.fashionstream.stream.classify.Prediction;
import io.fashionstream.stream.intake.IntakeResult.ReadyImage;
import io.fashionstream.stream.model.CanarySlot;
import io.fashionstream.stream.model.ModelSlot;
import io.fashionstream.stream.model.ServedModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The models that serve one batch: the champion, and beside it the canary of some products, if there is one. Leased
 * together, so that one batch has one champion and one step of a canary.
 */
final class BatchModels implements AutoCloseable {
    private final ModelSlot.Lease<ServedModel> champion;
    private final CanarySlot.@Nullable Lease<ServedModel> canary;
    private final List<ReadyImage> images;
    private final boolean[] taken;

    private BatchModels(
            ModelSlot.Lease<ServedModel> champion,
            CanarySlot.@Nullable Lease<ServedModel> canary,
            List<ReadyImage> images) {
        this.champion = champion;
        this.canary = canary;
        this.images = images;
        this.taken = new boolean[images.size()];
        for (int i = 0; canary != null && i < taken.length; i++) {
            taken[i] = canary.takes(images.get(i).image().productId());
        }
    }

    /**
     * Leases the models for {@code images}.
     *
     * @throws IllegalStateException if no champion serves yet
     */
    static BatchModels lease(
            ModelSlot<ServedModel> champions, CanarySlot<ServedModel> canaries, List<ReadyImage> images) {
        ModelSlot.Lease<ServedModel> champion =
                champions.lease().orElseThrow(() -> new IllegalStateException("no model serves yet"));
        CanarySlot.Lease<ServedModel> canary =
                canaries.lease(champion.model().modelId()).orElse(null);
        return new BatchModels(champion, canary, images);
    }

    ServedModel champion() {
        return champion.model();
    }

    /** What computes the label of the image at {@code index}. */
    Computing computing(int index, int batchImages) {
        if (canary == null) {
            return new Computing(champion.model(), batchImages, null);
        }
        return new Computing(taken[index] ? canary.model() : champion.model(), batchImages, canary.step());
    }

    /**
     * What computes one label.
     *
     * @param batchImages of the whole batch
     * @param canaryStep number of the step that says that it is this model; null if the champion serves all products
     */
    record Computing(
            ServedModel model, int batchImages, @Nullable Long canaryStep) {}

    /** One prediction for each image, in order: {@code classify} is asked once for each of the models. */
    List<Prediction> predictions(BiFunction<ServedModel, List<ReadyImage>, List<Prediction>> classify) {
        if (canary == null) {
            return classify.apply(champion.model(), images);
        }
        Iterator<Prediction> champions =
                classify.apply(champion.model(), images(false)).iterator();
        Iterator<Prediction> canaries =
                classify.apply(canary.model(), images(true)).iterator();
        List<Prediction> predictions = new ArrayList<>(taken.length);
        for (boolean isCanary : taken) {
            predictions.add(isCanary ? canaries.next() : champions.next());
        }
        return predictions;
    }

    private List<ReadyImage> images(boolean ofCanary) {
        List<ReadyImage> found = new ArrayList<>(taken.length);
        for (int i = 0; i < taken.length; i++) {
            if (taken[i] == ofCanary) {
                found.add(images.get(i));
            }
        }
        return found;
    }

    @Override
    public void close() {
        champion.close();
        if (canary != null) {
            canary.close();
        }
    }
}
