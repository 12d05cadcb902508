/** The files of a model directory, without Spark and Hadoop. Not for users. */
package org.sparkrnn.predict.file;
