package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Curves over epochs, and the gradient by distance. */
final class CurveSection {
  private CurveSection() {}

  /** The numbers of an array; NaN for missing ones. */
  static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(value -> value.asDouble(Double.NaN))
        .toArray();
  }

  static void add(Html html, JsonNode json) {
    JsonNode epochs = json.path("epochs");
    int last = (int) numbers(epochs.path("epoch"))[epochs.path("epoch").size() - 1];
    html.element(
        "p",
        json.path("validated").asBoolean()
            ? "The weights are those of epoch %d of %d: the latest whose validation result is as good as the best or differs from it only by chance."
                .formatted(json.path("bestEpoch").asInt(), last)
            : "The weights are those of the last of %d epoch%s, because there was no validation data with which to choose one."
                .formatted(last, last == 1 ? "" : "s"));
    html.open("div", "class", "charts");
    chart(html, json, "Loss", "loss/training", "loss/validation");
    chart(html, json, "Accuracy on validation", "accuracy/validation");
    chart(html, json, "Error on validation", "rmse/validation", "mae/validation");
    chart(html, json, "Learning rate", "update/learningRate");
    chart(html, json, "Norm of the mean gradient, before clipping", "update/gradientNorm");
    chart(html, json, "Tokens per second", "epoch/tokensPerSecond");
    html.close();
  }

  private static void chart(Html html, JsonNode json, String title, String... names) {
    JsonNode epochs = json.path("epochs");
    LineChart chart = new LineChart(title, "epoch");
    for (String name : names) {
      String part = name.substring(name.indexOf('/') + 1);
      String line =
          switch (name) {
            case "rmse/validation" -> "root mean squared error";
            case "mae/validation" -> "mean absolute error";
            default ->
                part.equals("training") || part.equals("validation")
                    ? part
                    : title.toLowerCase(Locale.ROOT);
          };
      chart.line(line, numbers(epochs.path("epoch")), numbers(epochs.path(name)));
    }
    if (json.path("validated").asBoolean() && !names[0].contains("epoch")) {
      chart.mark(json.path("bestEpoch").asDouble(), "epoch whose weights are kept");
    }
    chart.draw(html);
  }

  /** One chart per layer, each with curves of some epochs. */
  static void addFlow(Html html, JsonNode flows) {
    html.element(
        "p",
        "The mean norm of the gradient of the loss with respect to the hidden state, k steps before the last one. The network learns hardly anything from steps at which a curve has fallen below a thousandth of its start.");
    html.open("div", "class", "charts");
    int layers = flows.path(0).path("layers").size();
    for (int l = 0; l < layers; l++) {
      LineChart chart =
          new LineChart(
                  layers == 1 ? "Gradient by distance" : "Gradient by distance, layer " + (l + 1),
                  "steps back, k")
              .logarithmic();
      for (JsonNode flow : flows) {
        JsonNode points = flow.path("layers").path(l);
        chart.line("epoch " + flow.path("epoch").asInt(), column(points, 0), column(points, 1));
      }
      chart.draw(html);
    }
    html.close();
  }

  private static double[] column(JsonNode points, int index) {
    return StreamSupport.stream(points.spliterator(), false)
        .mapToDouble(point -> point.path(index).asDouble(Double.NaN))
        .toArray();
  }
}
