package org.sparkrnn.ml;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.column.PretrainedVectors;
import org.sparkrnn.ml.settings.Settings;
import org.sparkrnn.ml.start.InitialModel;

/** The settings that follow from what the weights begin with: a model, or vectors of words. */
final class InitialSettings {
  private InitialSettings() {}

  /**
   * Sets what is open of them.
   *
   * @throws InvalidInputException if there is no such model or no such vectors, or what the user
   *     has set contradicts them
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
