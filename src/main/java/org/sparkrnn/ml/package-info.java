/**
 * What users import: Spark ML estimators, models, evaluators and baselines, their metrics, and the
 * classes to register with Kryo. Users may depend on it; of the packages below it on {@code param}
 * and {@code param.generated}, which have the getters and setters of the estimators, and on no
 * other. Not for users either are the classes of former names, public because Spark looks them up
 * when it reads what was saved under them: {@code LanguageModelModel}, {@code
 * NGramLanguageModelModel}, {@code NearestMomentsClassifier}, {@code NearestNeighborClassifier} and
 * their models.
 */
package org.sparkrnn.ml;
