/**
 * A step over the cluster: how weights go out, what a task computes, how gradients come back and
 * are summed. Not for users.
 */
package org.sparkrnn.train.step;
