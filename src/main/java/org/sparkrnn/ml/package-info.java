/**
 * What users import: Spark ML estimators, models, evaluators and baselines, their metrics, and the
 * classes to register with Kryo. Users may depend on it; on no package below it but {@code param},
 * whose setters and getters the estimators have.
 */
package org.sparkrnn.ml;
