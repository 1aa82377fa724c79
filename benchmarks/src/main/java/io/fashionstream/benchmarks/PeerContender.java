package io.fashionstream.benchmarks;

import static io.fashionstream.check.Check.require;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import io.fashionstream.event.Classes;
import io.fashionstream.image.ImageTensor;
import io.fashionstream.trainer.network.LayerTable;
import io.fashionstream.trainer.network.NetworkDesign;
import java.util.List;

/** DJL with PyTorch on the same network, with the same batch and optimiser. */
final class PeerContender implements Contender {
    private final int batch;
    private final SequentialBlock network;
    private final Model model = Model.newInstance("peer", Device.cpu(), "PyTorch");
    private final Loss crossEntropy = Loss.softmaxCrossEntropyLoss("loss", 1, -1, false, true);
    private final Trainer trainer;

    /**
     * Prepares it.
     *
     * @throws IllegalArgumentException if a layer has another output shape or number of parameters than the design's
     */
    PeerContender(NetworkDesign design, int batch, double learningRate) {
        this.batch = batch;
        network = PeerNetwork.of(design);
        model.setBlock(network);
        Adam adam = Adam.builder()
                .optLearningRateTracker(Tracker.fixed((float) learningRate))
                .build();
        trainer = model.newTrainer(
                new DefaultTrainingConfig(crossEntropy).optOptimizer(adam).optDevices(new Device[] {Device.cpu()}));
        trainer.initialize(shape());
        requireSameLayers(design.layerTable(Classes.FASHION_MNIST.size()), PeerNetwork.rows(network));
    }

    private static void requireSameLayers(LayerTable wanted, List<LayerTable.Row> found) {
        require(
                wanted.rows().size() == found.size(),
                "%s has %d layers, the peer %d",
                wanted.network(),
                wanted.rows().size(),
                found.size());
        for (int i = 0; i < found.size(); i++) {
            LayerTable.Row ours = wanted.rows().get(i);
            LayerTable.Row theirs = found.get(i);
            require(
                    ours.outputShape().equals(theirs.outputShape()) && ours.parameters() == theirs.parameters(),
                    "layer %s gives %s with %d parameters, the peer's %s with %d",
                    ours.layer(),
                    ours.outputShape(),
                    ours.parameters(),
                    theirs.outputShape(),
                    theirs.parameters());
        }
    }

    @Override
    public long parameters() {
        return PeerNetwork.parameters(network);
    }

    @Override
    public double step(float[] images, float[] targets) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray input = manager.create(images, shape());
            NDArray wanted = manager.create(targets, new Shape(batch, targets.length / batch));
            NDArray loss;
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDList logits = trainer.forward(new NDList(input));
                loss = crossEntropy.evaluate(new NDList(wanted), logits);
                gradients.backward(loss);
            }
            trainer.step();
            return loss.getFloat();
        }
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }

    private Shape shape() {
        return new Shape(batch, 1, ImageTensor.SIDE_PIXELS, ImageTensor.SIDE_PIXELS);
    }
}
