/**
 * Synchronous mini-batch training on Spark: the loop, its options and what it tells. The step over
 * the cluster, the shards, checkpoints and checks are in packages below. Not for users, but for
 * {@code TrainingListener} and what it hears: {@code EpochSummary}, {@code StepTime}. The jobs read
 * {@code StepDefaults} too.
 */
package org.sparkrnn.train;
