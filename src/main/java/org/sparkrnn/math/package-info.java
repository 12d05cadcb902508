/**
 * Matrix products, activations and the fused loops of the cells over plain float arrays. Each has a
 * readable scalar form and one in the Vector API; {@link org.sparkrnn.math.Kernels#get} chooses. No
 * Spark. Not for users.
 */
package org.sparkrnn.math;
