/**
 * Initial weights that are not random: those of a saved model or of a PyTorch module. Not for
 * users.
 */
package org.sparkrnn.ml.start;
