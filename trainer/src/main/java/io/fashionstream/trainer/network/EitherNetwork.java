package io.fashionstream.trainer.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What both kinds of Deeplearning4j's networks can do though they have no common interface for it: a
 * {@code MultiLayerNetwork} is a sequence of layers, a {@code ComputationGraph} may fork and sum. Neither is thread-safe.
 *
 * @param model one of the two, with one input and one output
 */
public record EitherNetwork(Model model) {
    private static final String GRAPHS_ALONE_HAVE = "\"vertices\"";

    /**
     * Reads a network in Deeplearning4j's own file format, whichever kind it is.
     *
     * @param withUpdater whether it gets the updater's state too
     * @throws IOException if it is no such file
     */
    public static Model read(byte[] zip, boolean withUpdater) throws IOException {
        return configuration(zip).contains(GRAPHS_ALONE_HAVE)
                ? ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(zip), withUpdater)
                : ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip), withUpdater);
    }

    private static String configuration(byte[] zip) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals(ModelSerializer.CONFIGURATION_JSON)) {
                    return new String(entries.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IOException("expected an entry " + ModelSerializer.CONFIGURATION_JSON + ", found none");
    }

    /** Training steps that were taken. */
    public int iterations() {
        return model instanceof ComputationGraph graph
                ? graph.getConfiguration().getIterationCount()
                : sequence().getLayerWiseConfigurations().getIterationCount();
    }

    public void setIterations(int iterations) {
        if (model instanceof ComputationGraph graph) {
            graph.getConfiguration().setIterationCount(iterations);
        } else {
            sequence().getLayerWiseConfigurations().setIterationCount(iterations);
        }
    }

    public BaseMultiLayerUpdater<?> updater() {
        return model instanceof ComputationGraph graph
                ? graph.getUpdater()
                : (BaseMultiLayerUpdater<?>) sequence().getUpdater();
    }

    public void setLearningRate(double rate) {
        if (model instanceof ComputationGraph graph) {
            graph.setLearningRate(rate);
        } else {
            sequence().setLearningRate(rate);
        }
    }

    /** Takes one training step. */
    public void fit(DataSet batch) {
        if (model instanceof ComputationGraph graph) {
            graph.fit(batch);
        } else {
            sequence().fit(batch);
        }
    }

    /** Probabilities {@code [n, classes]} of {@code images} {@code [n, 1, height, width]}, without dropout. */
    public INDArray output(INDArray images) {
        return model instanceof ComputationGraph graph
                ? graph.outputSingle(false, images)
                : sequence().output(images, false);
    }

    /** All layers, those that fork in the order of their parameters. */
    public Layer[] layers() {
        return model instanceof ComputationGraph graph
                ? graph.getLayers()
                : sequence().getLayers();
    }

    /** The layer that gives the probabilities. */
    public Layer outputLayer() {
        return model instanceof ComputationGraph graph
                ? graph.getOutputLayer(0)
                : sequence().getOutputLayer();
    }

    private MultiLayerNetwork sequence() {
        return (MultiLayerNetwork) model;
    }
}
