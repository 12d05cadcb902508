/** The content of checkpoints, and the directory that contains them. Not for users. */
package org.sparkrnn.train.checkpoint;
