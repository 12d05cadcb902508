/** Checks before a training, and the handling of steps that are not finite. Not for users. */
package org.sparkrnn.train.check;
