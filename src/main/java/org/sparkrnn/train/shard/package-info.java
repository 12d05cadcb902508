/** Which sequences lie where, and in which order they come. Not for users. */
package org.sparkrnn.train.shard;
