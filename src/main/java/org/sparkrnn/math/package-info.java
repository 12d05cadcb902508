/**
 * Matrix products, activations and the fused loops of the cells over plain float arrays. Each has a
 * readable scalar form and one in the Vector API; {@link org.sparkrnn.math.Kernels#get} chooses.
 * This package does not use Spark and is not for users.
 */
package org.sparkrnn.math;
