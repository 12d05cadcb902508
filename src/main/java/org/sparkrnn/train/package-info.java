/** Synchronous mini-batch training on Spark: shards, gradients, the loop. */
package org.sparkrnn.train;
