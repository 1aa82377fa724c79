package io.fashionstream.trainer.training;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.training.compiled.CompiledTraining;
import io.fashionstream.trainer.training.compiled.StepResult;
import org.deeplearning4j.nn.api.Model;

/** Steps compiled from the network. */
final class CompiledEngine implements TrainingEngine {
    private final CompiledTraining training;

    CompiledEngine(Model network, TrainingPlan plan) {
        training = new CompiledTraining(network, ImageTensor.SIDE_PIXELS, plan.batch(), plan.threads());
    }

    @Override
    public StepResult step(Batch batch, double learningRate, long seed) {
        return training.step(batch.images(), batch.targets(), learningRate, seed);
    }

    @Override
    public float[] predict(float[] images) {
        return training.predict(images);
    }

    @Override
    public void close() {
        training.close();
    }
}
