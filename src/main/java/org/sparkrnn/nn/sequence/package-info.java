/**
 * Layers over the steps of sequences: recurrent layers and their cells, convolutions, windows,
 * normalization, residual connections. Not for users.
 */
package org.sparkrnn.nn.sequence;
