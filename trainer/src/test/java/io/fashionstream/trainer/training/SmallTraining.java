package io.fashionstream.trainer.training;

import io.fashionstream.image.PixelScaling;
import io.fashionstream.trainer.data.LabelledImages;
import io.fashionstream.trainer.data.Sample;
import io.fashionstream.trainer.data.Split;
import io.fashionstream.trainer.network.NativeBackend;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/** Trains a network of every layer kind on 240 real images, in a second or two. */
final class SmallTraining {
    static final Split SPLIT = Split.stratified(Sample.training(), 60, 1);

    private SmallTraining() {}

    /** Six steps an epoch. */
    static TrainingPlan plan(EngineKind engine, int threads, int epochs, Augmentation augmentation) {
        return plan(engine, threads, epochs, augmentation, Schedule.COSINE, Outcome.LAST_EPOCH);
    }

    /** At one learning rate throughout. */
    static TrainingPlan constant(int epochs, Outcome outcome) {
        return plan(EngineKind.COMPILED, 2, epochs, Augmentation.NONE, Schedule.CONSTANT, outcome);
    }

    private static TrainingPlan plan(
            EngineKind engine, int threads, int epochs, Augmentation augmentation, Schedule schedule, Outcome outcome) {
        return new TrainingPlan(
                new StepPlan(engine, threads, 40),
                11,
                TrainingLength.ofEpochs(epochs),
                new Optimisation(Optimiser.ADAM, 3e-3, 0, schedule, 0.2),
                new Objective(0.05, ClassWeights.NONE),
                augmentation,
                PixelScaling.UNIT,
                outcome);
    }

    static MultiLayerNetwork network(TrainingPlan plan, double retain) {
        NativeBackend.activate();
        var network = new MultiLayerNetwork(plan.learning()
                .list()
                .layer(convolution())
                .layer(new BatchNormalization.Builder().build())
                .layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .build())
                .layer(new DropoutLayer(retain))
                .layer(convolution())
                .layer(new DenseLayer.Builder()
                        .nOut(32)
                        .activation(Activation.RELU)
                        .build())
                .layer(new BatchNormalization.Builder().build())
                .layer(output())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
        network.init();
        return network;
    }

    /** A block of two convolutions around which the activations go, strided and pooled over the whole image. */
    static Model residualNetwork(TrainingPlan plan) {
        NativeBackend.activate();
        var graph = plan.learning()
                .graphBuilder()
                .addInputs("images")
                .setInputTypes(InputType.convolutional(28, 28, 1))
                .addLayer("stem", convolution(), "images")
                .addLayer("narrow", narrowing(), "stem")
                .addLayer("normal", new BatchNormalization.Builder().build(), "narrow")
                .addLayer("first", convolution(), "normal")
                .addLayer("second", convolution(), "first")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "second", "normal")
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "sum")
                .addLayer("end", output(), "mean")
                .setOutputs("end");
        var network = new ComputationGraph(graph.build());
        network.init();
        return network;
    }

    static Training training(TrainingPlan plan, TrainingListener listener, Optional<Path> folder) {
        LabelledImages training = SPLIT.training();
        return new Training(
                plan,
                training,
                Targets.ofLabels(training, plan.objective().labelSmoothing()),
                SPLIT.validation(),
                listener,
                folder.map(path -> new Checkpoints(path, plan.hyperParameters())));
    }

    static TrainingResult run(TrainingPlan plan, double retain) {
        return run(plan, network(plan, retain));
    }

    static TrainingResult run(TrainingPlan plan, Model network) {
        return training(plan, TrainingListener.SILENT, Optional.empty()).run(network);
    }

    static Checkpoints checkpoints(Path folder) {
        return new Checkpoints(folder, Map.of("network", "small", "seed", "1"));
    }

    private static ConvolutionLayer narrowing() {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(6)
                .stride(2, 2)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder().nOut(10).activation(Activation.SOFTMAX).build();
    }

    private static ConvolutionLayer convolution() {
        return new ConvolutionLayer.Builder(3, 3)
                .nOut(6)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.RELU)
                .build();
    }
}
