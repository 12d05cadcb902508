/**
 * What a Param is, who owns it, and which values it may have. Users meet the values alone, as the
 * texts that they write. Not for users, but for {@code ParamOwner} and {@code DeclaredParams},
 * which are public as Spark's reflection needs them.
 */
package org.sparkrnn.ml.param.kind;
