/**
 * What a Param is, who owns it, and which values it may have. Users meet the values alone, as the
 * texts that they write.
 */
package org.sparkrnn.ml.param.kind;
