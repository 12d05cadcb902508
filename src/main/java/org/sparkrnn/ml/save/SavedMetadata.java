package org.sparkrnn.ml.save;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.kind.Valid;
import scala.NotImplementedError;
import scala.Option;

/** The metadata of a model directory: class, uid and Params of the model. */
public final class SavedMetadata {
  private final JsonNode json;
  private final String path;
  private final String className;

  /**
   * @throws InvalidInputException if the directory has no model of this class
   */
  public SavedMetadata(ModelDirectory directory, String path, Class<?> modelClass) {
    this.path = path;
    className = modelClass.getName();
    json = directory.readMetadata();
    String found = json.path("class").asText();
    if (!found.equals(className)) {
      throw new InvalidInputException(
          "%s contains a %s; expected a %s".formatted(path, found, className));
    }
  }

  /** The whole metadata. */
  JsonNode json() {
    return json;
  }

  /** The uid of the saved model. */
  public String uid() {
    return json.path("uid").asText();
  }

  /**
   * Sets the saved Params.
   *
   * @throws InvalidInputException if a Param is unknown or its value is not allowed
   */
  public void setParams(Params model) {
    try {
      DefaultParamsReader.parseMetadata(json.toString(), className)
          .getAndSetParams(model, Option.empty());
      Valid.requireAll(model);
    } catch (Exception | NotImplementedError e) { // Scala throws undeclared exceptions and `???`
      throw new InvalidInputException(
          "metadata of model %s is damaged: %s".formatted(path, e.getMessage()), e);
    }
  }
}
