package org.sparkrnn.ml;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.PretrainedVectors;
import org.sparkrnn.ml.settings.Settings;
import org.sparkrnn.ml.start.InitialModel;

/** The settings that follow from the initial weights: from a model, or from word vectors. */
final class InitialSettings {
  private InitialSettings() {}

  /**
   * Sets those that the user has not set.
   *
   * @throws InvalidInputException if there is no such model or no such vectors, or a setting of the
   *     user contradicts them
   */
  static void take(RnnEstimator<?, ?> estimator, Dataset<?> dataset) {
    Configuration conf = dataset.sparkSession().sessionState().newHadoopConf();
    StructType schema = dataset.schema();
    InitialModel start = InitialModel.read(conf, estimator);
    if (start != null) {
      start.requireAlike(estimator);
      estimator.choose(
          Settings.of(start.settings(estimator, () -> estimator.readsTokensAlone(schema))));
    }
    if (estimator.isDefined(estimator.pretrainedVectors())) {
      boolean tokens = estimator.rowsOfFacts(schema).input().tokens();
      estimator.setEmbeddingSize(PretrainedVectors.size(conf, estimator, tokens));
    }
  }
}
