/** Distributes sequences over shards and orders them. Not for users. */
package org.sparkrnn.train.shard;
