/** Checkpoints: what is in them, and the directory that holds them. Not for users. */
package org.sparkrnn.train.checkpoint;
