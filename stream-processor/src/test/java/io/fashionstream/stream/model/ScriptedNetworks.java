package io.fashionstream.stream.model;

import io.fashionstream.artifact.ModelArtifact;
import io.fashionstream.event.Precision;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.stream.testing.TestModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Loads networks that take as long as they are told to, by a clock of their own, and answer as the canaries of their
 * precision say, or otherwise. Notes what is loaded and what is freed. One thread.
 */
final class ScriptedNetworks implements ModelLoader<ScriptedNetworks.Network> {
    private final ScriptedClock clock;
    private final Map<Precision, Duration> timeOfAnImage = new EnumMap<>(Precision.class);
    private final Set<Precision> wrong = EnumSet.noneOf(Precision.class);
    private final Set<Precision> unloadable = EnumSet.noneOf(Precision.class);
    private final Map<Precision, Integer> runsLeft = new EnumMap<>(Precision.class);
    private final List<Precision> loaded = new ArrayList<>();
    private final List<Precision> inMemory = new ArrayList<>();

    ScriptedNetworks(ScriptedClock clock) {
        this.clock = clock;
    }

    ScriptedNetworks takes(Precision precision, Duration anImage) {
        timeOfAnImage.put(precision, anImage);
        return this;
    }

    /** The network of {@code precision} answers what no canary says. */
    ScriptedNetworks isWrong(Precision precision) {
        wrong.add(precision);
        return this;
    }

    /** The network of {@code precision} is no network. */
    ScriptedNetworks cannotBeLoaded(Precision precision) {
        unloadable.add(precision);
        return this;
    }

    /** The network of {@code precision} runs no more than {@code batches}. */
    ScriptedNetworks failsAfter(Precision precision, int batches) {
        runsLeft.put(precision, batches);
        return this;
    }

    /** What was ever loaded, in order. */
    List<Precision> loaded() {
        return loaded;
    }

    /** What is loaded and not freed. */
    List<Precision> inMemory() {
        return inMemory;
    }

    @Override
    public Network load(ModelArtifact artifact, Precision precision) {
        if (unloadable.contains(precision)) {
            throw new IllegalArgumentException("no kernel for " + precision);
        }
        loaded.add(precision);
        inMemory.add(precision);
        return new Network(artifact.modelId(), precision);
    }

    /** One of them. */
    final class Network implements ServingModel {
        private final String modelId;
        private final Precision precision;

        private Network(String modelId, Precision precision) {
            this.modelId = modelId;
            this.precision = precision;
        }

        @Override
        public String modelId() {
            return modelId;
        }

        @Override
        public List<float[]> uncalibrated(List<ImageTensor> images) {
            if (runsLeft.containsKey(precision) && runsLeft.merge(precision, -1, Integer::sum) < 0) {
                throw new IllegalStateException("worn out");
            }
            clock.pass(Objects.requireNonNullElse(timeOfAnImage.get(precision), Duration.ZERO)
                    .multipliedBy(images.size()));
            double logit = TestModels.litLogit(precision) - (wrong.contains(precision) ? 5 : 0);
            return images.stream()
                    .map(image -> TestModels.probabilities(image, logit))
                    .toList();
        }

        @Override
        public void close() {
            inMemory.remove(precision);
        }
    }
}
