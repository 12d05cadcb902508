/**
 * The outputs of networks, which read the states of the last layer: poolings, output functions and
 * losses. Not for users.
 */
package org.sparkrnn.nn.output;
