package io.fashionstream.benchmarks;

import io.fashionstream.event.Classes;
import io.fashionstream.trainer.network.NativeBackend;
import io.fashionstream.trainer.network.NetworkDesign;
import io.fashionstream.trainer.training.Batch;
import io.fashionstream.trainer.training.TrainingEngine;
import io.fashionstream.trainer.training.TrainingPlan;
import org.deeplearning4j.nn.api.Model;

/** One of the trainer's own engines, as {@code train --engine} runs it. */
final class EngineContender implements Contender {
    private final double learningRate;
    private final Model network;
    private final TrainingEngine engine;
    private long steps;

    EngineContender(NetworkDesign design, TrainingPlan plan) {
        NativeBackend.activate();
        learningRate = plan.learningRate();
        network = design.network(plan.learning(), Classes.FASHION_MNIST.size());
        engine = TrainingEngine.of(network, plan);
    }

    @Override
    public long parameters() {
        return network.numParams();
    }

    @Override
    public double step(float[] images, float[] targets) {
        return engine.step(new Batch(images, targets), learningRate, steps++).loss();
    }

    @Override
    public void close() {
        engine.close();
    }
}
