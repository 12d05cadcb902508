/**
 * With what a training begins where that is not at random: a saved model, or the tensors of a
 * PyTorch module. Not for users.
 */
package org.sparkrnn.ml.start;
