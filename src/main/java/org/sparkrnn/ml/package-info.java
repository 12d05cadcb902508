/**
 * The public interface: Spark ML estimators, models, evaluators and baselines, their metrics, and
 * the classes to register with Kryo. Users may depend on this package and, of the packages below
 * it, only on {@code param} and {@code param.generated}, which have the getters and setters of the
 * estimators. The classes with former names are not meant for users; they are public because Spark
 * looks them up when it loads what was saved under these names: {@code LanguageModelModel}, {@code
 * NGramLanguageModelModel}, {@code NearestMomentsClassifier}, {@code NearestNeighborClassifier} and
 * their models.
 */
package org.sparkrnn.ml;
