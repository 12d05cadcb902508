package org.sparkrnn.ml.save;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.file.EncoderFiles;

/**
 * Writes a network's model directory: metadata in the form of Spark ML, the network, vocabularies,
 * standardization, weights, metrics, and a report if the model was trained in this process.
 */
public final class RnnModelWriter extends DirectoryWriter {
  private final Params model;
  private final NetworkSpec spec;
  private final float[] weights;
  private final SequenceEncoder encoder;
  private final Params audio;
  private final String metrics;
  private final Map<String, List<String>> further;
  private String report; // null for none

  /**
   * @param audio the transformer that made the inputs from sound, or null
   * @param metrics the content of metrics.json, or null
   * @param further lines of other files, by their names
   */
  public RnnModelWriter(
      Params model,
      NetworkSpec spec,
      float[] weights,
      SequenceEncoder encoder,
      Params audio,
      String metrics,
      Map<String, List<String>> further) {
    this.model = model;
    this.spec = spec;
    this.weights = weights;
    this.encoder = encoder;
    this.audio = audio;
    this.metrics = metrics;
    this.further = further;
  }

  /**
   * Also writes report.html.
   *
   * @param html the content, or null for none
   */
  public RnnModelWriter withReport(String html) {
    report = html;
    return this;
  }

  @Override
  public void fill(ModelDirectory directory, SparkSession spark) throws IOException {
    for (TokenColumn column : TokenColumn.values()) {
      if (encoder.vocabulary(column) != null) {
        directory.writeVocabulary(column.file(), encoder.vocabulary(column));
      }
    }
    for (int i = 0; i < encoder.targets().size(); i++) {
      directory.writeVocabulary(EncoderFiles.labelsFile(i), encoder.targets().get(i).labels());
    }
    if (encoder.standardization() != null) {
      directory.writeLines(EncoderFiles.STANDARDIZATION, encoder.standardization().lines());
    }
    if (audio != null) {
      directory.writeLines(
          ModelDirectory.AUDIO, List.of(DefaultParamsWriter.getMetadataToSave(audio, spark)));
    }
    for (Map.Entry<String, List<String>> file : further.entrySet()) {
      directory.writeLines(file.getKey(), file.getValue());
    }
    directory.writeNetwork(spec, weights, encoder);
    directory.writeMetadata(DefaultParamsWriter.getMetadataToSave(model, spark));
    if (metrics != null) {
      directory.writeMetrics(metrics);
    }
    if (report != null) {
      directory.writeReport(report);
    }
  }
}
