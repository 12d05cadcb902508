/** A model directory without Spark and Hadoop: load, run, decode. Users may depend on it. */
package org.sparkrnn.predict;
