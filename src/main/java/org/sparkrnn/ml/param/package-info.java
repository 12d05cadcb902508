/**
 * The Params of estimators and models: definitions, getters, setters. Users meet them through the
 * estimators.
 */
package org.sparkrnn.ml.param;
