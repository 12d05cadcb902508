package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.kind.Valid;
import org.sparkrnn.ml.save.ModelDirectory;
import scala.NotImplementedError;
import scala.Option;

/** Reads a baseline's model directory and checks it. */
final class BaselineReader<M extends BaselineModel<M, S>, S extends Serializable>
    extends MLReader<M> {
  /** The model's content: see {@link BaselineModel#lines()}. */
  static final String COUNTS = "counts.tsv";

  private final Class<M> modelClass;
  private final Function<String, M> create;

  BaselineReader(Class<M> modelClass, Function<String, M> create) {
    this.modelClass = modelClass;
    this.create = create;
  }

  /**
   * @throws InvalidInputException if the path holds no complete and sound model of this kind
   */
  @Override
  public M load(String path) {
    Configuration conf = sparkSession().sessionState().newHadoopConf();
    ModelDirectory directory = new ModelDirectory(conf, path);
    JsonNode metadata = directory.readMetadata();
    String found = metadata.path("class").asText();
    if (!found.equals(modelClass.getName())) {
      throw new InvalidInputException(
          "%s holds a %s; expected a %s".formatted(path, found, modelClass.getName()));
    }
    M model = create.apply(metadata.path("uid").asText());
    try {
      DefaultParamsReader.parseMetadata(metadata.toString(), found)
          .getAndSetParams(model, Option.empty());
      Valid.requireAll(model);
    } catch (Exception | NotImplementedError e) { // Scala throws undeclared exceptions, and `???`
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s".formatted(path, e.getMessage()), e);
    }
    List<String> lines = directory.readLines(COUNTS);
    try {
      return model.setContent(lines, model.parse(lines));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "%s of model %s is damaged: %s".formatted(COUNTS, path, e.getMessage()), e);
    }
  }
}
