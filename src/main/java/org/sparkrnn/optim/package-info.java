/** Optimizers and gradient clipping over flat parameter vectors. No Spark. */
package org.sparkrnn.optim;
