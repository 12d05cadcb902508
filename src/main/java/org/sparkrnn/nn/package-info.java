/**
 * Networks and back-propagation through time over packed mini-batches, float32, on flat parameter
 * vectors. No Spark.
 */
package org.sparkrnn.nn;
