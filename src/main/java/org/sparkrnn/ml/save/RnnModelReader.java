package org.sparkrnn.ml.save;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.file.EncoderFiles;
import org.sparkrnn.predict.file.NetworkFiles;

/** Reads a model directory and checks it: names, sizes, version, finite values. */
public final class RnnModelReader {
  private final ModelDirectory directory;
  private final EncoderFiles saved;
  private final SavedMetadata described;
  private final JsonNode metadata; // the whole metadata
  private final String path;

  /**
   * @throws InvalidInputException if the path has no model of this class
   */
  public RnnModelReader(Configuration conf, String path, Class<?> modelClass) {
    this.path = path;
    directory = new ModelDirectory(conf, path);
    saved = new EncoderFiles(directory);
    described = new SavedMetadata(directory, path, modelClass);
    metadata = described.json();
    DeletedParams.remove(metadata, "model " + path);
  }

  /** The uid of the saved model. */
  public String uid() {
    return described.uid();
  }

  /** Sets the saved Params. */
  public void setParams(RnnParams model) {
    described.setParams(model);
  }

  /** The network from its description; null for version 1, which has none. */
  public NetworkFiles network(RnnParams model) {
    if (metadata.path("formatVersion").intValue() < 2) {
      return null;
    }
    NetworkFiles network = NetworkFiles.read(directory);
    requireBoundary(network.encoder().tokens(), model);
    return network;
  }

  /**
   * Makes the model.
   *
   * @throws InvalidInputException if sizes are impossible or contradict each other
   */
  public <T> T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("model %s is damaged: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The vocabularies, or the widths of inputs and targets that are numbers. */
  public SequenceEncoder encoder(RnnParams model) {
    int width =
        width(ModelDirectory.INPUT_WIDTH, "the number of features per step, 0 for tokens only", 0);
    Vocabulary tokens =
        width > 0 && !metadata.path(ModelDirectory.JOINED_TOKENS).asBoolean()
            ? null
            : tokens(model);
    if (metadata.has(ModelDirectory.TARGET_WIDTH)) {
      int targetWidth = width(ModelDirectory.TARGET_WIDTH, "the numbers per target", 1);
      SequenceEncoder encoder = SequenceEncoder.ofValues(tokens, width, targetWidth);
      if (model instanceof RegressionParams series && !series.staticColumns().isEmpty()) {
        Vocabulary known = saved.tokens(TokenColumn.CATEGORIES, false, false);
        encoder = encoder.with(TokenColumn.CATEGORIES, known);
      }
      return withStandardization(encoder, model);
    }
    Vocabulary labels = saved.labels();
    return withStandardization(new SequenceEncoder(tokens, width, labels), model);
  }

  /** The input vocabulary, whose first entry is the unknown token. */
  private Vocabulary tokens(RnnParams model) {
    Vocabulary tokens = saved.tokens(TokenColumn.TOKENS, model.getLowercase(), false);
    requireBoundary(tokens, model);
    return tokens;
  }

  private void requireBoundary(Vocabulary tokens, RnnParams model) {
    if (model instanceof LanguageModelParams) {
      saved.requireEntry(TokenColumn.TOKENS, tokens, 1, NextTokens.BOUNDARY);
    }
  }

  private SequenceEncoder withStandardization(SequenceEncoder encoder, RnnParams model) {
    boolean standardized = metadata.path(ModelDirectory.STANDARDIZED).asBoolean();
    boolean numbers = encoder.width() + encoder.targetWidth() > 0;
    if (standardized != (model.getStandardize() && numbers)) {
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s is %s, but standardize is %s with %d features and %d target values"
              .formatted(
                  path,
                  ModelDirectory.STANDARDIZED,
                  standardized,
                  model.getStandardize(),
                  encoder.width(),
                  encoder.targetWidth()));
    }
    return standardized ? saved.withStandardization(encoder) : encoder;
  }

  private int width(String key, String expected, int min) {
    JsonNode width = metadata.path(key);
    if (!width.isInt() || width.intValue() < min) {
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s is %s; expected %s"
              .formatted(path, key, width, expected));
    }
    return width.intValue();
  }

  /** The weights in the layout of this spec's network. */
  public float[] weights(NetworkSpec spec) {
    return directory.readWeights(spec);
  }

  /** The Params for frames of sound, as JSON, or null. */
  public String audio() {
    return directory.readAudio();
  }

  /** The place of the weights, for messages. */
  public String audioFile() {
    return "%s of model %s".formatted(ModelDirectory.AUDIO, path);
  }

  /**
   * Parses a text file of the model.
   *
   * @throws InvalidInputException if it does not exist, or {@code parse} throws one
   */
  public <T> T parse(String name, Function<List<String>, T> parse) {
    List<String> lines = directory.readLines(name);
    try {
      return parse.apply(lines);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("model %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The content of metrics.json, or null. */
  public String metrics() {
    return directory.readMetrics();
  }
}
