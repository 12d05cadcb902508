/**
 * What becomes of the last layer's states: poolings, output functions and losses. Not for users.
 */
package org.sparkrnn.nn.output;
