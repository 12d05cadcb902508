/** Applying a trained model on a plain JVM: no Spark, no session. */
package org.sparkrnn.predict;
