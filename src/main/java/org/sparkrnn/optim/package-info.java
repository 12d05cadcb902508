/**
 * Optimizers, learning rate schedules and gradient clipping over flat parameter vectors. It does
 * not depend on Spark. Not for users, who use the Params of {@code ml}.
 */
package org.sparkrnn.optim;
