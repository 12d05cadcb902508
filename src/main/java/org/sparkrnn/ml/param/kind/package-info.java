/**
 * Params, their owners and their values. Users only write the values, as texts. Not for users,
 * except {@code ParamOwner} and {@code DeclaredParams}, which are public because Spark's reflection
 * needs them.
 */
package org.sparkrnn.ml.param.kind;
