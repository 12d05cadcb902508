/**
 * Optimizers, learning rate schedules and gradient clipping over flat parameter vectors. No Spark.
 */
package org.sparkrnn.optim;
