package org.sparkrnn.train;

import org.sparkrnn.optim.OptimizerType;

/**
 * How to train. All bounds are checked where the values come from, the Params.
 *
 * @param batchSize sequences a step, over all shards
 * @param maxEpochs passes over the data at most
 * @param learningRate of every step
 * @param optimizer update rule
 * @param momentum of {@link OptimizerType#MOMENTUM}
 * @param gradientClipNorm bound of the mean gradient's norm; 0 for none
 * @param wordDropout share of tokens replaced by the unknown word
 * @param earlyStoppingPatience epochs without a better validation before training stops; 0 for
 *     never
 * @param aggregationDepth of treeAggregate
 * @param execution where gradients are computed
 * @param seed of every random choice
 */
public record TrainingOptions(
    int batchSize,
    int maxEpochs,
    double learningRate,
    OptimizerType optimizer,
    double momentum,
    double gradientClipNorm,
    double wordDropout,
    int earlyStoppingPatience,
    int aggregationDepth,
    ExecutionType execution,
    long seed) {}
