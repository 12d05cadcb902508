/** Counts that become metrics. Not for users, who get metrics from models and evaluators. */
package org.sparkrnn.ml.evaluation;
