package org.sparkrnn.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.ml.report.ComparisonPage;
import org.sparkrnn.ml.report.ReportData;
import org.sparkrnn.ml.report.ReportPage;
import org.sparkrnn.ml.save.ModelDirectory;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.train.cost.StepForecast;

/**
 * A report on a trained model as one HTML page that needs neither network access nor scripts: the
 * curves of its training, its settings, its metrics and its mistakes. It is stored beside a saved
 * model as report.html, which is ignored when the model is loaded.
 */
public final class ModelReport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode json;

  private ModelReport(ObjectNode json) {
    this.json = json;
  }

  /**
   * A report with all that is known without an evaluation: the settings, the network and, unless
   * the model was loaded, the training.
   */
  public static ModelReport of(RnnModel<?, ?> model) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("name", model.uid());
    json.put(
        "created",
        OffsetDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm"))
            + " UTC");
    json.put("class", model.getClass().getSimpleName());
    json.put("parameters", model.weights().length);
    json.put("weightsSha256", model.weightsSha256());
    ObjectNode data = json.putObject("data");
    if (model.encoder().labels() != null) {
      data.put("labels", model.encoder().labels().size());
    }
    if (model.encoder().vocabulary(TokenColumn.TOKENS) != null) {
      data.put("vocabulary", model.encoder().vocabulary(TokenColumn.TOKENS).size());
    }
    json.set("network", parsed(NetworkFiles.json(model.network(), model.encoder())));
    RnnTrainingSummary summary = model.hasSummary() ? model.summary() : null;
    putSettings(json, model, summary == null ? Map.of() : summary.chosen());
    if (summary != null) {
      data.put("sequences", summary.sequences());
      data.put("steps", summary.epochs().get(0).sequenceSteps());
      data.put("longest", summary.longest());
      if (data.has("vocabulary")) {
        data.put("unknownTokens", summary.unknownTokens());
      }
      data.put("droppedRows", summary.droppedRows());
      json.put("seconds", summary.seconds());
      ArrayNode warnings = json.putArray("warnings");
      summary.warnings().forEach(warnings::add);
      ReportJson.putEpochs(json, summary.epochs(), summary.bestEpoch());
    }
    ModelReport report = new ModelReport(json);
    return model.metrics() == null ? report : report.withMetrics(model.metrics());
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("expected JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Each Param with its value and who set it. */
  private static void putSettings(
      ObjectNode json, RnnModel<?, ?> model, Map<String, Object> chosen) {
    ArrayNode settings = json.putArray("settings");
    Param<?>[] params = model.params();
    Arrays.sort(params, Comparator.comparing(Param::name));
    for (Param<?> param : params) {
      if (model.isDefined(param)) {
        Object value = model.getOrDefault(param);
        settings
            .addArray()
            .add(param.name())
            .add(
                ReportJson.cut(
                    value instanceof Object[] several
                        ? String.join(", ", Arrays.stream(several).map(String::valueOf).toList())
                        : String.valueOf(value)))
            .add(
                chosen.containsKey(param.name())
                    ? "chosen"
                    : model.isSet(param) ? "given" : "default");
      }
    }
  }

  /**
   * Adds a name for readers, such as a path.
   *
   * @param task the task as in a configuration, or null
   */
  public ModelReport named(String name, String task) {
    json.put("name", name);
    if (task != null) {
      json.put("task", task);
    }
    return this;
  }

  /**
   * Adds the metrics that a job measured.
   *
   * @param metrics a JSON object as in metrics.json
   */
  public ModelReport withMetrics(String metrics) {
    json.set("result", parsed(metrics));
    return this;
  }

  /**
   * Adds the results of an evaluation: its metrics, figures per label and per length, and example
   * rows.
   *
   * @param on the name of the data
   */
  public ModelReport withEvaluation(String on, SequenceMetrics metrics) {
    ObjectNode evaluation = json.putObject("evaluation").put("on", on);
    evaluation.put("sequences", metrics.sequences()).put("steps", metrics.steps());
    if (metrics instanceof CountedMetrics counted) {
      counted.describe(evaluation);
    }
    return this;
  }

  /** Adds advice on what to change if something other than arithmetic makes steps slow. */
  public ModelReport withHint(String hint) {
    json.put("hint", hint);
    return this;
  }

  /** Adds what the cost model says about steps on this cluster and on others. */
  public ModelReport withForecast(StepForecast forecast) {
    json.set("forecast", ReportJson.of(forecast));
    return this;
  }

  /**
   * Adds the trials of the search that found the settings.
   *
   * @param metric by which the trials were compared
   */
  public ModelReport withSearch(String metric, boolean lowerIsBetter, TuningResult<?, ?> found) {
    json.set("search", SearchJson.of(metric, lowerIsBetter, found));
    return this;
  }

  /** The page as HTML. */
  public String html() {
    return new ReportPage(json).html();
  }

  /**
   * Writes the page beside a saved model and replaces an existing one.
   *
   * @throws IOException if the file cannot be written; the old one stays
   */
  public void save(SparkSession spark, String path) throws IOException {
    new ModelDirectory(spark.sessionState().newHadoopConf(), path).replaceReport(html());
  }

  /**
   * The report of a saved model; if it was saved without a report, a report made from its other
   * files.
   *
   * @throws InvalidInputException if the path does not contain a model
   */
  public static ModelReport read(SparkSession spark, String path) {
    ModelDirectory directory = new ModelDirectory(spark.sessionState().newHadoopConf(), path);
    JsonNode metadata = directory.readMetadata();
    String page = directory.readReport();
    ObjectNode json = page == null ? null : ReportData.of(page);
    if (json == null) {
      json = MAPPER.createObjectNode().put("name", metadata.path("uid").asText());
      String type = metadata.path("class").asText();
      json.put("class", type.substring(type.lastIndexOf('.') + 1));
      putSettings(json, metadata);
    }
    ModelReport report = new ModelReport(json.put("name", path));
    String metrics = directory.readMetrics();
    return metrics == null ? report : report.withMetrics(metrics);
  }

  private static void putSettings(ObjectNode json, JsonNode metadata) {
    ArrayNode settings = json.putArray("settings");
    for (String map : new String[] {"paramMap", "defaultParamMap"}) {
      metadata
          .path(map)
          .fields()
          .forEachRemaining(
              param ->
                  settings
                      .addArray()
                      .add(param.getKey())
                      .add(
                          ReportJson.cut(
                              param.getValue().isValueNode()
                                  ? param.getValue().asText()
                                  : param.getValue().toString()))
                      .add(map.equals("paramMap") ? "given" : "default"));
    }
  }

  /** A page that compares several models. */
  public static String comparison(List<ModelReport> reports) {
    return new ComparisonPage(reports.stream().map(report -> report.json).toList()).html();
  }
}
