/**
 * A training step on the cluster: sends the weights out, computes gradients in tasks, and collects
 * and sums them. Not for users.
 */
package org.sparkrnn.train.step;
