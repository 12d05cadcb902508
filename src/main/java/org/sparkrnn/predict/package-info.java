/**
 * A model directory without Spark and Hadoop: load, run, decode. Users may depend on it, but not on
 * {@code file} below it. Beside this library it needs Jackson's databind and SLF4J's API on the
 * class path, and the module jdk.incubator.vector or else dev.ludovic.netlib.
 */
package org.sparkrnn.predict;
