package org.sparkrnn.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.io.AtomicOutput;
import org.sparkrnn.nn.NetworkSpec;

/**
 * Writes a model directory, whole or not at all. The old model is replaced only once the new one is
 * complete, so this does its own overwriting.
 */
public final class RnnModelWriter extends MLWriter {
  private final Params model;
  private final NetworkSpec spec;
  private final float[] weights;
  private final SequenceEncoder encoder;
  private final String metrics;

  RnnModelWriter(
      Params model, NetworkSpec spec, float[] weights, SequenceEncoder encoder, String metrics) {
    this.model = model;
    this.spec = spec;
    this.weights = weights;
    this.encoder = encoder;
    this.metrics = metrics;
  }

  /**
   * @throws org.sparkrnn.data.InvalidInputException if the path exists and overwrite() was not
   *     called
   */
  @Override
  public void save(String path) throws IOException {
    write(path, shouldOverwrite());
  }

  @Override
  public void saveImpl(String path) {
    try {
      write(path, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String path, boolean overwrite) throws IOException {
    SparkSession spark = sparkSession();
    Configuration conf = spark.sessionState().newHadoopConf();
    AtomicOutput.write(
        conf,
        path,
        overwrite,
        temporary -> {
          ModelDirectory directory = new ModelDirectory(conf, temporary);
          directory.writeMetadata(DefaultParamsWriter.getMetadataToSave(model, spark), encoder);
          if (encoder.tokens() != null) {
            directory.writeVocabulary(ModelDirectory.TOKENS, encoder.tokens());
          }
          if (encoder.labels() != null) {
            directory.writeVocabulary(ModelDirectory.LABELS, encoder.labels());
          }
          if (encoder.standardization() != null) {
            directory.writeLines(ModelDirectory.STANDARDIZATION, encoder.standardization().lines());
          }
          directory.writeWeights(spec, weights);
          if (metrics != null) {
            directory.writeMetrics(metrics);
          }
        });
  }
}
