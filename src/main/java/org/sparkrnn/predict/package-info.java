/**
 * Loading, running and decoding models without Spark and Hadoop. Users may depend on this package,
 * but not on the package {@code file} below it. Apart from this library it needs Jackson's databind
 * and the SLF4J API on the class path, and either the module jdk.incubator.vector or
 * dev.ludovic.netlib.
 */
package org.sparkrnn.predict;
