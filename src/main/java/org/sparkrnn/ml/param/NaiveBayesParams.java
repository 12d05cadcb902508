package org.sparkrnn.ml.param;

import org.sparkrnn.ml.param.generated.HasNaiveBayes;

/** The Params of {@link org.sparkrnn.ml.NaiveBayesClassifier} and its model. */
public interface NaiveBayesParams extends LevelParams, HasNaiveBayes {}
