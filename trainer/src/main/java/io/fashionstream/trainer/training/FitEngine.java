package io.fashionstream.trainer.training;

import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.network.EitherNetwork;
import io.fashionstream.trainer.training.compiled.NativeThreads;
import io.fashionstream.trainer.training.compiled.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Deeplearning4j's own {@code fit}, a batch at a time. */
final class FitEngine implements TrainingEngine {
    private final EitherNetwork network;
    private final CorrectCount correct = new CorrectCount();
    private final NativeThreads nativeThreads;

    /** @param threads that share each native operation */
    FitEngine(Model network, int threads) {
        this.network = new EitherNetwork(network);
        nativeThreads = NativeThreads.limitTo(threads);
        NativeThreads.limitCallingThreadTo(threads);
        network.setListeners(correct);
    }

    @Override
    public StepResult step(Batch batch, double learningRate, long seed) {
        Nd4j.getRandom().setSeed(seed);
        network.setLearningRate(learningRate);
        INDArray targets = matrix(batch.targets(), batch.images().length / ImageTensor.PIXELS);
        correct.expect(targets);
        network.fit(new DataSet(images(batch.images()), targets));
        return new StepResult(network.model().score(), correct.count);
    }

    @Override
    public float[] predict(float[] images) {
        INDArray probabilities = network.output(images(images));
        return Transforms.log(probabilities.addi(1e-30f)).dup('c').data().asFloat();
    }

    @Override
    public void close() {
        network.model().setListeners(List.of());
        nativeThreads.close();
    }

    private static INDArray images(float[] pixels) {
        long side = ImageTensor.SIDE_PIXELS;
        return Nd4j.create(pixels, new long[] {pixels.length / ImageTensor.PIXELS, 1, side, side}, 'c');
    }

    private static INDArray matrix(float[] values, int rows) {
        return Nd4j.create(values, new long[] {rows, values.length / rows}, 'c');
    }

    /**
     * Compares the outputs of the training pass with the targets. Deeplearning4j shows listeners what goes into the output
     * layer, not what comes out.
     */
    private final class CorrectCount extends BaseTrainingListener {
        private INDArray wanted = Nd4j.empty();
        private int count;

        void expect(INDArray targets) {
            wanted = targets.argMax(1);
        }

        @Override
        public void onForwardPass(Model model, List<INDArray> activations) {
            count(activations.get(activations.size() - 1));
        }

        @Override
        public void onForwardPass(Model model, Map<String, INDArray> activations) {
            var configuration = ((ComputationGraph) model).getConfiguration();
            String output = configuration.getNetworkOutputs().get(0);
            List<String> before =
                    Objects.requireNonNull(configuration.getVertexInputs().get(output));
            count(Objects.requireNonNull(activations.get(before.get(0))));
        }

        private void count(INDArray beforeOutput) {
            Layer output = network.outputLayer();
            INDArray logits = output.numParams() == 0
                    ? beforeOutput
                    : beforeOutput.mmul(output.getParam("W")).addiRowVector(output.getParam("b"));
            count = logits.argMax(1)
                    .eq(wanted)
                    .castTo(org.nd4j.linalg.api.buffer.DataType.INT32)
                    .sumNumber()
                    .intValue();
        }
    }
}
