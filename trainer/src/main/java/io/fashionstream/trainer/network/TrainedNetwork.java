package io.fashionstream.trainer.network;

import org.deeplearning4j.nn.api.Model;

/**
 * A network to start another one from.
 *
 * @param design the name of its design
 * @param temperature by which its logits are divided to be calibrated
 */
public record TrainedNetwork(String design, Model network, double temperature) {}
