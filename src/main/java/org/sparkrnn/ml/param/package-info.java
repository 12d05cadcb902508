/**
 * The Params of estimators and models, with one interface per estimator, and values that follow
 * from several Params. Users meet them through the estimators, and may depend on them.
 */
package org.sparkrnn.ml.param;
