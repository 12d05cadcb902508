/**
 * What the Params of estimators and models mean: networks and their outputs, the options of a
 * training. Not for users.
 */
package org.sparkrnn.ml.network;
