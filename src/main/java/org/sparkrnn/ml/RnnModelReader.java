package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.HeadType;
import org.sparkrnn.nn.NetworkSpec;
import scala.NotImplementedError;
import scala.Option;

/** Reads a model directory and checks it: names, sizes, version, finite values. */
final class RnnModelReader {
  private final ModelDirectory directory;
  private final JsonNode metadata;
  private final String path;
  private final String className;

  /**
   * @throws InvalidInputException if the path holds no model of this class
   */
  RnnModelReader(Configuration conf, String path, Class<?> modelClass) {
    this.path = path;
    className = modelClass.getName();
    directory = new ModelDirectory(conf, path);
    metadata = directory.readMetadata();
    String found = metadata.path("class").asText();
    if (!found.equals(className)) {
      throw new InvalidInputException(
          "%s holds a %s; expected a %s".formatted(path, found, className));
    }
  }

  String uid() {
    return metadata.path("uid").asText();
  }

  /** Sets the saved Params. */
  void setParams(RnnParams model) {
    try {
      DefaultParamsReader.parseMetadata(metadata.toString(), className)
          .getAndSetParams(model, Option.empty());
    } catch (Exception | NotImplementedError e) { // Scala throws undeclared exceptions, and `???`
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s".formatted(path, e.getMessage()), e);
    }
  }

  /**
   * The network, for a model whose Params are set.
   *
   * @throws InvalidInputException if the sizes are impossible or contradict the vocabularies
   */
  NetworkSpec network(RnnParams model, SequenceEncoder encoder, HeadType head) {
    try {
      return model.networkSpec(encoder, head, encoder.outputSize());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The vocabularies, or the width of dense inputs. */
  SequenceEncoder encoder(RnnParams model) {
    Vocabulary labels = directory.readVocabulary(ModelDirectory.LABELS, false);
    JsonNode width = metadata.path(ModelDirectory.INPUT_WIDTH);
    if (!width.isInt() || width.intValue() < 0) {
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s is %s; expected the features a step, 0 for tokens"
              .formatted(path, ModelDirectory.INPUT_WIDTH, width));
    }
    Vocabulary tokens =
        width.intValue() > 0
            ? null
            : directory.readVocabulary(ModelDirectory.TOKENS, model.getLowercase());
    return new SequenceEncoder(tokens, width.intValue(), labels);
  }

  float[] weights(NetworkSpec spec) {
    return directory.readWeights(spec);
  }

  String metrics() {
    return directory.readMetrics();
  }
}
