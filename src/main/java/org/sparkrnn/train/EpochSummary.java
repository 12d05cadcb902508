package org.sparkrnn.train;

import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;

/**
 * One pass over the training data.
 *
 * @param epoch from 1
 * @param loss mean training loss a target, in nats for probabilities, while the weights changed
 * @param gradientNorm mean norm of the mean gradient of an update, before clipping
 * @param learningRate of the epoch's last update
 * @param validation of the weights after this epoch, or null without validation data
 * @param gradientFlow of the weights after this epoch, or null where it was not asked for
 * @param sequenceSteps steps of all sequences trained on
 * @param seconds wall-clock, validation and gradient flow included
 * @param time where a training step's time went
 * @param skippedSteps mini-batches left out because a loss or gradient was not finite
 */
public record EpochSummary(
    int epoch,
    double loss,
    double gradientNorm,
    double learningRate,
    Evaluation validation,
    GradientFlow gradientFlow,
    long sequenceSteps,
    double seconds,
    StepTime time,
    int skippedSteps) {}
