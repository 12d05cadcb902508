/**
 * The Params of estimators and models, each estimator's in one interface, and what several of them
 * mean together. Users meet them through the estimators, and may depend on them.
 */
package org.sparkrnn.ml.param;
