package org.sparkrnn.ml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sparkrnn.ml.TaggingMetrics.TagMetrics;
import org.sparkrnn.ml.evaluation.Examples;
import org.sparkrnn.ml.evaluation.SeriesExamples;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.cost.StepCost;
import org.sparkrnn.train.cost.StepForecast;
import org.sparkrnn.train.record.EpochFigures;

/** The parts of a report as JSON, all of bounded size. */
final class ReportJson {
  private static final MathContext DIGITS = new MathContext(5);
  private static final int EPOCHS = 1000; // whose figures are kept
  private static final int FLOWS = 4; // epochs whose gradient flow is drawn
  private static final int LABELS = 1000; // in the table of labels
  private static final int CONFUSED = 24; // labels in the confusion matrix; the others share a row
  private static final int SHADES = 10; // in the style sheet
  private static final int NAME = 80; // characters of a name
  private static final int LONG_NAMES = 200; // labels whose names may have this length

  private ReportJson() {}

  private static void add(ArrayNode array, double value) {
    if (Double.isFinite(value)) {
      array.add(new BigDecimal(value).round(DIGITS).doubleValue());
    } else {
      array.addNull();
    }
  }

  private static void put(ObjectNode json, String name, double value) {
    json.put(
        name, Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : null);
  }

  /** A forecast in milliseconds; the first step is that of the training's own cluster. */
  static ObjectNode of(StepForecast forecast) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("firstStep", forecast.firstStep()).put("lastStep", forecast.lastStep());
    put(json, "alone", 1e3 * forecast.alone());
    ArrayNode steps = json.putArray("steps");
    for (StepCost step : forecast.all()) {
      ObjectNode one = steps.addObject().put("executors", step.executors());
      put(one, "arithmetic", 1e3 * step.arithmetic());
      put(one, "job", 1e3 * step.job());
      put(one, "weights", 1e3 * step.out());
      put(one, "gradients", 1e3 * step.back());
      put(one, "update", 1e3 * step.update());
      put(one, "step", 1e3 * step.total());
      put(one, "speedUp", forecast.speedUp(step));
    }
    return json;
  }

  static String cut(String name) {
    return cut(name, NAME);
  }

  private static String cut(String name, int most) {
    return name.length() <= most ? name : name.substring(0, most) + "…";
  }

  /**
   * The figures of epochs by name, with the numbers of the epochs. If there are many epochs, some
   * are left out.
   */
  static void putEpochs(ObjectNode json, List<EpochSummary> epochs, int bestEpoch) {
    TreeSet<Integer> kept = new TreeSet<>(List.of(bestEpoch, 1, epochs.size()));
    int each = (epochs.size() - 1) / EPOCHS + 1;
    for (int e = each; e <= epochs.size(); e += each) {
      kept.add(e);
    }
    Map<String, ArrayNode> columns = new LinkedHashMap<>();
    ObjectNode figures = json.putObject("epochs");
    ArrayNode numbers = figures.putArray("epoch");
    for (int e : kept) {
      numbers.add(e);
      EpochFigures.of(epochs.get(e - 1))
          .forEach((name, value) -> add(columns.computeIfAbsent(name, figures::putArray), value));
    }
    json.put("bestEpoch", bestEpoch);
    json.put("validated", epochs.get(epochs.size() - 1).validation() != null);
    putFlows(json, epochs);
  }

  /** The gradient flow of the first epoch, the last one, and some between them. */
  private static void putFlows(ObjectNode json, List<EpochSummary> epochs) {
    if (epochs.get(epochs.size() - 1).gradientFlow() == null) {
      return;
    }
    TreeSet<Integer> kept = new TreeSet<>();
    for (int i = 0; i < FLOWS; i++) {
      kept.add((int) ((long) i * (epochs.size() - 1) / (FLOWS - 1)));
    }
    ArrayNode flows = json.putArray("gradientFlow");
    for (int e : kept) {
      GradientFlow flow = epochs.get(e).gradientFlow();
      if (flow != null) {
        ArrayNode layers = flows.addObject().put("epoch", e + 1).putArray("layers");
        for (double[] means : flow.means()) {
          ArrayNode layer = layers.addArray();
          int each = (means.length - 1) / 200 + 1;
          for (int k = 0; k < means.length; k += each) {
            ArrayNode point = layer.addArray().add(k);
            add(point, means[k]);
          }
        }
      }
    }
  }

  /** Precision, recall, F1 and support of labels, the most frequent first. */
  static void putLabels(ObjectNode json, String name, List<TagMetrics> labels) {
    ArrayNode rows = json.putArray(name);
    for (TagMetrics label : labels.subList(0, Math.min(LABELS, labels.size()))) {
      String tag = rows.size() < LONG_NAMES ? cut(label.tag()) : cut(label.tag(), NAME / 2);
      ArrayNode row = rows.addArray().add(tag);
      add(row, label.precision());
      add(row, label.recall());
      add(row, label.f1());
      row.add(label.support());
    }
    json.put(name + "Count", labels.size());
  }

  /**
   * Which labels are predicted for which: the most frequent ones one by one, the others together.
   *
   * @param labels the most frequent first
   * @param counts the counts by label, then by predicted label
   */
  static void putConfusion(
      ObjectNode json, List<TagMetrics> labels, Map<String, ? extends Map<String, Long>> counts) {
    Map<String, Integer> index = new LinkedHashMap<>();
    boolean rest = labels.size() > CONFUSED;
    for (TagMetrics label : labels.subList(0, Math.min(CONFUSED, labels.size()))) {
      index.put(label.tag(), index.size());
    }
    int size = index.size() + (rest ? 1 : 0);
    long[][] cells = new long[size][size];
    counts.forEach(
        (label, row) ->
            row.forEach(
                (predicted, n) ->
                    cells[index.getOrDefault(label, size - 1)][
                            index.getOrDefault(predicted, size - 1)] +=
                        n));
    ObjectNode confusion = json.putObject("confusion");
    ArrayNode names = confusion.putArray("labels");
    index.keySet().forEach(label -> names.add(cut(label)));
    confusion.put("others", rest ? labels.size() - CONFUSED : 0);
    ArrayNode rows = confusion.putArray("cells");
    for (long[] row : cells) {
      ArrayNode of = rows.addArray();
      for (long cell : row) {
        of.add(cell);
      }
    }
  }

  /** Figures by length, quoted rows, and predicted numbers with their targets. */
  static void putExamples(ObjectNode json, Examples examples) {
    ArrayNode lengths = json.putArray("lengths");
    examples
        .lengths()
        .forEach(
            (bound, length) -> {
              ObjectNode row = lengths.addObject().put("to", bound);
              row.put("from", bound <= 1 ? bound : bound / 2 + 1);
              row.put("sequences", length.sequences).put("outputs", length.outputs);
              put(row, "right", length.right / length.outputs);
              put(row, "error", length.error / length.errorOutputs);
            });
    putQuoted(json.putArray("worst"), examples.worst());
    putQuoted(json.putArray("uncertain"), examples.uncertain());
    ArrayNode series = json.putArray("series");
    List<double[]> actual = new ArrayList<>();
    List<double[]> predicted = new ArrayList<>();
    for (SeriesExamples.Series row : examples.series()) {
      if (row.actual.length > 1 || !row.name.isEmpty()) {
        putForecast(putSeries(series, row.actual, row.predicted), row);
      } else { // rows that follow each other
        actual.add(row.actual);
        predicted.add(row.predicted);
      }
    }
    if (!actual.isEmpty()) {
      putSeries(series, joined(actual), joined(predicted));
    }
  }

  private static void putForecast(ObjectNode to, SeriesExamples.Series row) {
    if (row.name.isEmpty()) {
      return;
    }
    to.put("name", row.name);
    putNumbers(to, "past", row.past);
    if (row.low.length > 0) {
      putNumbers(to, "low", row.low);
      putNumbers(to, "high", row.high);
    }
  }

  private static void putNumbers(ObjectNode to, String name, double[] values) {
    ArrayNode array = to.putArray(name);
    for (double value : values) {
      add(array, value);
    }
  }

  private static double[] joined(List<double[]> rows) {
    return rows.stream().mapToDouble(row -> row[0]).toArray();
  }

  private static ObjectNode putSeries(ArrayNode to, double[] actual, double[] predicted) {
    ObjectNode row = to.addObject();
    putNumbers(row, "actual", actual);
    putNumbers(row, "predicted", predicted);
    return row;
  }

  /** The steps of a row, each with a shade of 0 to 9. */
  private static void putShades(ObjectNode row, Examples.Example example) {
    row.put("note", example.note);
    ArrayNode shades = row.putArray("shades");
    for (float shade : example.shades) {
      shades.add(Math.min(SHADES - 1, Math.round(shade * (SHADES - 1))));
    }
    if (example.tokens.length > 0) {
      ArrayNode tokens = row.put("between", example.between).putArray("tokens");
      for (String token : example.tokens) {
        tokens.add(token);
      }
    }
  }

  private static void putQuoted(ArrayNode to, List<Examples.Example> examples) {
    for (Examples.Example example : examples) {
      ObjectNode row = to.addObject().put("text", example.text);
      row.put("label", example.label).put("predicted", example.predicted);
      put(row, "error", example.error);
      put(row, "certainty", example.certainty);
      if (example.curve.length > 0) {
        ArrayNode curve = row.putArray("curve");
        for (float y : example.curve) {
          add(curve, y);
        }
      }
      if (!example.note.isEmpty()) {
        putShades(row, example);
      }
    }
  }
}
