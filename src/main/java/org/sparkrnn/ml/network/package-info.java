/**
 * Translates the Params of estimators and models into networks, their outputs, and the options of a
 * training. Not for users.
 */
package org.sparkrnn.ml.network;
