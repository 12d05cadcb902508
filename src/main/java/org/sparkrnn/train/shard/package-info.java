/** The distribution of sequences over shards, and their order. Not for users. */
package org.sparkrnn.train.shard;
