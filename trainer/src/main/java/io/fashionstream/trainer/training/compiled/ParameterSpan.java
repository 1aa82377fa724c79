package io.fashionstream.trainer.training.compiled;

import io.fashionstream.trainer.network.EitherNetwork;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * One named parameter of a layer in the flat vectors: where it lies, where its updater state lies, and how it changes.
 *
 * @param from first index in the flat parameters and gradients
 * @param to index after the last one
 * @param states first index in the updater's state of each state value, in the rule's order
 * @param l2 times the parameter is added to the gradient before the updater
 * @param decay times the parameter is added to the update
 * @param decayByRate whether {@code decay} is also multiplied by the learning rate
 */
record ParameterSpan(
        int from, int to, UpdateRule rule, List<Integer> states, double l2, double decay, boolean decayByRate) {
    ParameterSpan {
        states = List.copyOf(states);
    }

    /**
     * All spans of {@code network}, in order, read from its updater.
     *
     * @throws IllegalArgumentException for an updater or a regularisation that is not known
     */
    static List<ParameterSpan> of(Model network) {
        List<ParameterSpan> spans = new ArrayList<>();
        for (UpdaterBlock block : new EitherNetwork(network).updater().getUpdaterBlocks()) {
            for (UpdaterBlock.ParamState parameter : block.getLayersAndVariablesInBlock()) {
                spans.add(of(block, parameter));
            }
        }
        return spans;
    }

    private static ParameterSpan of(UpdaterBlock block, UpdaterBlock.ParamState parameter) {
        var layer = (BaseLayer) parameter.getLayer().getConfig();
        UpdateRule rule = UpdateRule.of(layer.getUpdaterByParam(parameter.getParamName()), layer);
        int blockLength = block.getParamOffsetEnd() - block.getParamOffsetStart();
        int inBlock = parameter.getParamOffsetStart() - block.getParamOffsetStart();
        List<Integer> states = new ArrayList<>();
        for (int state = 0; state < rule.statesPerParameter(); state++) {
            states.add(block.getUpdaterViewOffsetStart() + state * blockLength + inBlock);
        }
        double l2 = 0;
        double decay = 0;
        boolean byRate = false;
        List<Regularization> regularisations = layer.getRegularizationByParam(parameter.getParamName());
        for (Regularization regularisation : regularisations == null ? List.<Regularization>of() : regularisations) {
            if (regularisation instanceof L2Regularization square) {
                l2 += square.getL2().valueAt(0, 0);
            } else if (regularisation instanceof WeightDecay weightDecay) {
                decay += weightDecay.getCoeff().valueAt(0, 0);
                byRate = weightDecay.isApplyLR();
            } else {
                throw new IllegalArgumentException("layer %s: regularisation must be L2 or weight decay, got %s"
                        .formatted(
                                layer.getLayerName(), regularisation.getClass().getSimpleName()));
            }
        }
        return new ParameterSpan(
                parameter.getParamOffsetStart(), parameter.getParamOffsetEnd(), rule, states, l2, decay, byRate);
    }
}
