package org.sparkrnn.ml.save;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.param.LanguageModelParams;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.Valid;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.SavedNetwork;
import scala.NotImplementedError;
import scala.Option;

/** Reads a model directory and checks it: names, sizes, version, finite values. */
public final class RnnModelReader {
  private final ModelDirectory directory;
  private final JsonNode metadata;
  private final String path;
  private final String className;

  /**
   * @throws InvalidInputException if the path holds no model of this class
   */
  public RnnModelReader(Configuration conf, String path, Class<?> modelClass) {
    this.path = path;
    className = modelClass.getName();
    directory = new ModelDirectory(conf, path);
    metadata = directory.readMetadata();
    String found = metadata.path("class").asText();
    if (!found.equals(className)) {
      throw new InvalidInputException(
          "%s holds a %s; expected a %s".formatted(path, found, className));
    }
    DeletedParams.remove(metadata, "model " + path);
  }

  /** The uid of the saved model. */
  public String uid() {
    return metadata.path("uid").asText();
  }

  /** Sets the saved Params. */
  public void setParams(RnnParams model) {
    try {
      DefaultParamsReader.parseMetadata(metadata.toString(), className)
          .getAndSetParams(model, Option.empty());
      Valid.requireAll(model);
    } catch (Exception | NotImplementedError e) { // Scala throws undeclared exceptions, and `???`
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The network of a model that describes itself, or null of one of version 1. */
  public SavedNetwork network(RnnParams model) {
    if (metadata.path("formatVersion").intValue() < 2) {
      return null;
    }
    SavedNetwork saved = SavedNetwork.read(directory);
    if (model instanceof LanguageModelParams) {
      requireEntry(saved.encoder().tokens(), 1, NextTokens.BOUNDARY);
    }
    return saved;
  }

  /** Whoever asks a model for its Params is to hear of the network that it is. */
  public void requireLike(NetworkSpec saved, NetworkSpec ofParams) {
    if (!saved.isLike(ofParams)) {
      throw new InvalidInputException(
          "metadata of model %s is damaged: its Params describe the network %s, %s the network %s"
              .formatted(path, ofParams, SavedNetwork.FILE, saved));
    }
  }

  /**
   * The network of a model of version 1 whose Params are set.
   *
   * @param build makes it of the Params and the encoder
   * @throws InvalidInputException if the sizes are impossible or contradict the vocabularies
   */
  public NetworkSpec network(Supplier<NetworkSpec> build) {
    try {
      return build.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** The vocabularies, or the widths of inputs and targets that are numbers. */
  public SequenceEncoder encoder(RnnParams model) {
    int width = width(ModelDirectory.INPUT_WIDTH, "the features a step, 0 for tokens alone", 0);
    Vocabulary tokens =
        width > 0 && !metadata.path(ModelDirectory.JOINED_TOKENS).asBoolean()
            ? null
            : tokens(model);
    if (metadata.has(ModelDirectory.TARGET_WIDTH)) {
      int targetWidth = width(ModelDirectory.TARGET_WIDTH, "the numbers a target", 1);
      return withStandardization(SequenceEncoder.ofValues(tokens, width, targetWidth), model);
    }
    Vocabulary labels = directory.readVocabulary(SavedNetwork.LABELS, false);
    return withStandardization(new SequenceEncoder(tokens, width, labels), model);
  }

  /** The input vocabulary, whose first entry stands for those that it has not. */
  private Vocabulary tokens(RnnParams model) {
    Vocabulary tokens = directory.readVocabulary(SavedNetwork.TOKENS, model.getLowercase());
    requireEntry(tokens, 0, Vocabulary.UNKNOWN);
    if (model instanceof LanguageModelParams) {
      requireEntry(tokens, 1, NextTokens.BOUNDARY);
    }
    return tokens;
  }

  private void requireEntry(Vocabulary tokens, int id, String expected) {
    String found = tokens != null && id < tokens.size() ? tokens.entry(id) : "";
    if (!found.equals(expected)) {
      throw new InvalidInputException(
          "%s of model %s is damaged: its line %d is \"%s\"; expected \"%s\""
              .formatted(SavedNetwork.TOKENS, path, id + 1, found, expected));
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
    if (!standardized) {
      return encoder;
    }
    Standardization standardization =
        Standardization.parse(directory.readLines(SavedNetwork.STANDARDIZATION));
    if (standardization.inputWidth() != encoder.width()
        || standardization.targetWidth() != encoder.targetWidth()) {
      throw new InvalidInputException(
          "%s of model %s is damaged: it is of %d features and %d target values; expected %d and %d"
              .formatted(
                  SavedNetwork.STANDARDIZATION,
                  path,
                  standardization.inputWidth(),
                  standardization.targetWidth(),
                  encoder.width(),
                  encoder.targetWidth()));
    }
    return encoder.with(standardization);
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

  /** The content of metrics.json, or null. */
  public String metrics() {
    return directory.readMetrics();
  }
}
