/**
 * Synchronous mini-batch training on Spark: the loop, its options and its reports. The step over
 * the cluster, the shards, checkpoints and checks are in packages below. Not for users, except for
 * {@code TrainingListener} and the types that it receives, {@code EpochSummary}, {@code StepTime}
 * and {@code cost.StepForecast} with {@code cost.StepCost}. The jobs also use {@code StepDefaults}.
 */
package org.sparkrnn.train;
