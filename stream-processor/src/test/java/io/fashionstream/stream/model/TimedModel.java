package io.fashionstream.stream.model;

import io.fashionstream.image.ImageTensor;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** Takes as long as it is told to, by a clock of its own, and notes each batch that it is given. */
final class TimedModel implements ServingModel {
    private final ScriptedClock clock;
    private final String name;
    private final List<String> turns;
    private final IntFunction<Duration> timeOfAnImage;
    private int turn;

    /** @param timeOfAnImage by the number of the batch, from 0 */
    TimedModel(ScriptedClock clock, String name, List<String> turns, IntFunction<Duration> timeOfAnImage) {
        this.clock = clock;
        this.name = name;
        this.turns = turns;
        this.timeOfAnImage = timeOfAnImage;
    }

    @Override
    public String modelId() {
        return name;
    }

    @Override
    public List<float[]> uncalibrated(List<ImageTensor> images) {
        turns.add(name + " " + images.size());
        clock.pass(timeOfAnImage.apply(turn++).multipliedBy(images.size()));
        return List.of();
    }

    @Override
    public void close() {}
}
