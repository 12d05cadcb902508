package org.sparkrnn.ml;

import java.io.IOException;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.ml.save.DirectoryWriter;
import org.sparkrnn.ml.save.ModelDirectory;

/** Writes a baseline's model directory: the metadata, as Spark ML writes it, and counts.tsv. */
final class BaselineWriter extends DirectoryWriter {
  private final BaselineModel<?, ?> model;

  BaselineWriter(BaselineModel<?, ?> model) {
    this.model = model;
  }

  @Override
  public void fill(ModelDirectory directory, SparkSession spark) throws IOException {
    directory.writeLines(BaselineReader.COUNTS, model.lines());
    directory.writeMetadata(DefaultParamsWriter.getMetadataToSave(model, spark));
  }
}
