package org.sparkrnn.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.io.AtomicOutput;

/**
 * Writes a baseline's model directory, whole or not at all: the metadata as Spark ML has it, and
 * counts.tsv.
 */
public final class BaselineWriter extends MLWriter {
  private final BaselineModel<?, ?> model;

  BaselineWriter(BaselineModel<?, ?> model) {
    this.model = model;
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
          directory.writeMetadata(DefaultParamsWriter.getMetadataToSave(model, spark));
          directory.writeLines(BaselineReader.COUNTS, model.lines());
        });
  }
}
