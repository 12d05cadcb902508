/**
 * A model of what a training step costs on N executors, without Spark. {@code jobs/bench scale}
 * measures its parts; a training fits them to its first steps.
 */
package org.sparkrnn.train.cost;
