package org.sparkrnn.ml.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.sparkrnn.ml.param.RnnParams;

/** The settings that a network takes from the saved model with which it begins. */
public final class SavedSettings {
  private static final String LEVEL = "level";

  /** Must not be set if there is a level. */
  private static final String STRING_TOKENS = "stringTokens";

  /** Settings up to the last layer, which are taken from a model of any task. */
  private static final List<String> OF_LAYERS =
      List.of(
          "cell",
          "activation",
          "hiddenSize",
          "numLayers",
          "bidirectional",
          "embeddingSize",
          "characterEncoder",
          "characterFilters",
          "characterUnits",
          "characterSize",
          "convLayers",
          "window",
          "layerNorm",
          "residual",
          "learnedInitialState",
          "standardize",
          "lowercase",
          "patch",
          "staticSize",
          "seriesScaling",
          "upsample");

  /** Settings of the output and the loss, which are taken only from a model of the same task. */
  private static final List<String> OF_THE_TASK =
      List.of(
          "tiedEmbeddings",
          "outputLayer",
          "labelScheme",
          "sequenceReadout",
          "readout",
          "multilabel",
          "linearSkip",
          "horizon",
          "strategy",
          "loss",
          "huberDelta",
          "quantiles",
          STRING_TOKENS,
          LEVEL);

  private SavedSettings() {}

  /** The names of all settings that may be taken from a model. */
  public static List<String> names() {
    return Stream.concat(OF_LAYERS.stream(), OF_THE_TASK.stream()).toList();
  }

  /**
   * The values by the names of Params. A Param that did not exist when the model was saved has its
   * default.
   *
   * @param metadata metadata of the saved model
   * @param sameTask whether the model is of the estimator's task
   */
  static Map<String, Object> of(JsonNode metadata, RnnParams params, boolean sameTask) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String name : sameTask ? names() : OF_LAYERS) {
      if (params.hasParam(name) && !(name.equals(STRING_TOKENS) && params.hasParam(LEVEL))) {
        Param<Object> param = params.getParam(name);
        Object value = value(metadata, param);
        if (value != null) {
          settings.put(name, value);
        } else if (params.hasDefault(param)) {
          settings.put(name, params.getDefault(param).get());
        }
      }
    }
    return settings;
  }

  private static Object value(JsonNode metadata, Param<Object> param) {
    for (String group : List.of("paramMap", "defaultParamMap")) {
      JsonNode value = metadata.path(group).path(param.name());
      if (!value.isMissingNode()) {
        return param.jsonDecode(value.toString());
      }
    }
    return null;
  }
}
