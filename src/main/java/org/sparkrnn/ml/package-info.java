/** Spark ML Estimators and Models, their Params, and the saved model. */
package org.sparkrnn.ml;
