/**
 * Optimizers, learning rate schedules and gradient clipping over flat parameter vectors. No Spark.
 * Not for users, who choose by the Params of {@code ml}.
 */
package org.sparkrnn.optim;
