package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sparkrnn.ml.report.ComparisonPage;
import org.sparkrnn.ml.report.ReportData;
import org.sparkrnn.ml.report.ReportPage;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.testkit.ReportDocument;
import org.sparkrnn.testkit.ReportPages;
import org.sparkrnn.train.EpochSummary;
import org.sparkrnn.train.StepTime;
import org.w3c.dom.Element;

/**
 * Pages for results that no test trains: a thousand epochs and classes, hostile names, almost no
 * data.
 */
class ReportJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String HOSTILE = "<script>alert(1)</script>\"'&<b onclick=x>\u0000\ud800";
  private static final String SHOWN = "<script>alert(1)</script>\"'&<b onclick=x>\ufffd\ufffd";

  private static EpochSummary epoch(int epoch) {
    return new EpochSummary(
        epoch,
        3.0 / epoch,
        epoch % 7 == 0 ? Double.NaN : 1 + 1.0 / epoch,
        1e-3 / epoch,
        Evaluation.ofLabels(200.0 / epoch, 100, 100, 100 - 60.0 / epoch),
        new GradientFlow(
            new double[][] {{3, 2, 1e-4, 0}, {1, 0.5, 0.1, 0}}, new long[] {5, 5, 2, 0}),
        123_456,
        1.25,
        StepTime.ofState(10, 20, 11_000, 8_123_456, 2_345_678, 3_456_789, 6_543_210),
        0);
  }

  private static List<EpochSummary> epochs(int count) {
    List<EpochSummary> epochs = new ArrayList<>();
    for (int e = 1; e <= count; e++) {
      epochs.add(epoch(e));
    }
    return epochs;
  }

  private static ObjectNode big(int classes) {
    ObjectNode json = MAPPER.createObjectNode().put("name", HOSTILE).put("class", HOSTILE);
    ReportJson.putEpochs(json, epochs(1000), 731);
    List<TaggingMetrics.TagMetrics> labels = new ArrayList<>();
    Map<String, Map<String, Long>> confusion = new HashMap<>();
    for (int k = 0; k < classes; k++) {
      String name = k == 0 ? HOSTILE : "class " + k + " <i>" + "long name ".repeat(20);
      labels.add(new TaggingMetrics.TagMetrics(name, 0.123456, 0.654321, 1.0 / 3, classes - k));
      Map<String, Long> row = new HashMap<>(Map.of(name, 10L + k));
      row.put(labels.get(0).tag(), 3L);
      confusion.put(name, row);
    }
    ObjectNode evaluation = json.putObject("evaluation").put("on", HOSTILE);
    ReportJson.putLabels(evaluation, "labels", labels);
    ReportJson.putConfusion(evaluation, labels, confusion);
    json.putArray("warnings").add(HOSTILE);
    json.putArray("settings").addArray().add("inputCol").add(HOSTILE).add("given");
    json.putObject("result")
        .put("accuracy", 0.5)
        .putObject("baseline")
        .put("name", HOSTILE)
        .put("accuracy", 0.25);
    return json;
  }

  @Test
  void aThousandEpochsAndClassesFitIntoAMegabyte() {
    String html = new ReportPage(big(1000)).html();
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 1_000_000, bytes + " bytes");
    ReportDocument page = ReportPages.keep("large", html);
    assertTrue(page.text().contains("976 other labels"));
    List<Element> details = page.elements("details");
    assertEquals(970, details.get(0).getElementsByTagName("tr").getLength() - 1);
    String more = new ReportPage(big(5000)).html();
    assertTrue(more.length() < html.length() + 100_000, "no more labels than a thousand");
    assertTrue(ReportDocument.of(more).text().contains("970 more of 5,000"));
  }

  /** Names of characters that take many bytes, and very many examples. */
  @Test
  void whatWouldBeLargerIsShortened() {
    ObjectNode json = big(1000);
    ObjectNode evaluation = json.withObject("/evaluation");
    List<TaggingMetrics.TagMetrics> labels = new ArrayList<>();
    for (int k = 0; k < 1000; k++) {
      labels.add(new TaggingMetrics.TagMetrics(k + "<&>".repeat(100), 0.1, 0.2, 1.0 / 3, 1000 - k));
    }
    ReportJson.putLabels(evaluation, "labels", labels);
    ReportJson.putLabels(evaluation, "spans", labels);
    for (String list : List.of("worst", "uncertain")) {
      var rows = evaluation.putArray(list);
      for (int i = 0; i < 3000; i++) {
        rows.addObject().put("text", "\"".repeat(240)).put("label", "x").put("error", 0.5);
      }
    }
    String html = new ReportPage(json).html();
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 1_000_000, bytes + " bytes");
    ReportDocument page = ReportDocument.of(html);
    assertTrue(page.headings().containsAll(List.of("Examples", "Figures per label", "Training")));
    assertTrue(page.text().contains("more of 1,000"), page.text());
  }

  /** Data from any place is shown as text, and characters that XML does not allow are replaced. */
  @Test
  void whatComesFromDataIsTextEverywhere() {
    String html = new ReportPage(big(30)).html();
    assertFalse(html.contains("<script"), "not even in the hidden data");
    ReportDocument page = ReportDocument.of(html); // which allows neither scripts nor handlers
    String text = page.text();
    int shown = text.split(Pattern.quote(SHOWN), -1).length - 1;
    assertTrue(shown >= 8, shown + " times in " + text);
    assertEquals("Report of " + SHOWN, page.elements("title").get(0).getTextContent());
    String several = new ComparisonPage(List.of(big(5), big(6))).html();
    assertFalse(several.contains("<script"));
    assertTrue(ReportDocument.of(several).text().contains(SHOWN));
  }

  @Test
  void curvesMarkTheBestEpochAndLeaveGaps() {
    ObjectNode json = MAPPER.createObjectNode().put("name", "m");
    ReportJson.putEpochs(json, epochs(20), 9);
    ReportDocument page = ReportDocument.of(new ReportPage(json).html());
    assertEquals(
        List.of("Training", "Where the time goes", "How far back gradients reach"),
        page.headings());
    List<Element> charts = page.charts();
    String loss = charts.get(0).getAttribute("aria-label");
    assertTrue(
        loss.startsWith(
            "Loss: training goes from 3 at 1 to 0.15 at 20. validation goes from 2 at 1"),
        loss);
    assertEquals(1, classes(charts.get(0), "mark").size());
    Element norm =
        charts.stream()
            .filter(chart -> chart.getAttribute("aria-label").startsWith("Norm"))
            .findFirst()
            .orElseThrow();
    String path = classes(norm, "line s0").get(0).getAttribute("d");
    assertEquals(3, path.chars().filter(c -> c == 'M').count(), "epochs 7 and 14 have no norm");
    for (Element chart : charts) {
      for (Element line : classes(chart, "line s0")) {
        for (String number : line.getAttribute("d").split("[ML ]")) {
          double at = number.isEmpty() ? 0 : Double.parseDouble(number);
          assertTrue(at >= 0 && at <= 440, "within the drawing: " + number);
        }
      }
    }
    assertTrue(page.text().contains("epoch 9 of 20"), page.text());
  }

  private static List<Element> classes(Element within, String name) {
    List<Element> found = new ArrayList<>();
    var all = within.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      if (((Element) all.item(i)).getAttribute("class").equals(name)) {
        found.add((Element) all.item(i));
      }
    }
    return found;
  }

  private static void putRow(ObjectNode json, String name, Double... values) {
    var row = json.putArray(name);
    for (Double value : values) {
      row.add(value);
    }
  }

  /** Figures from the smallest to the largest, gaps, and twenty settings of words and numbers. */
  @Test
  void oddFiguresAreDrawnToo() {
    ObjectNode json = MAPPER.createObjectNode().put("name", "models/" + "long".repeat(40));
    json.put("bestEpoch", 2).put("validated", true);
    ObjectNode epochs = json.putObject("epochs");
    putRow(epochs, "epoch", 1.0, 2.0, 3.0);
    putRow(epochs, "loss/training", 1e30, null, 3e-30);
    putRow(epochs, "loss/validation", null, null, null);
    putRow(epochs, "accuracy/validation", null, 0.5, null);
    putRow(epochs, "update/learningRate", 1e-12, 2e-12, 3e-12);
    putRow(epochs, "update/gradientNorm", 0.0, 0.0, 0.0);
    putRow(epochs, "epoch/tokensPerSecond", 1e6, 123_456_789.0, 1e12);
    putRow(epochs, "stepMs/compute", null, 1e-9, 1e9);
    ObjectNode search = json.putObject("search").put("metric", "characterErrorRate");
    search.put("lowerIsBetter", true).put("reason", HOSTILE).put("best", 3).put("count", 30);
    search.putObject("given").put("cell", "lstm").put("setting1", "7");
    var trials = search.putArray("trials");
    for (int i = 0; i < 30; i++) {
      ObjectNode trial = trials.addObject().put("trial", i).put("epochs", i < 9 ? 27 : 9);
      trial.put("value", i == 7 ? null : (Double) (0.1 + i)).put("seconds", 1.5);
      ObjectNode settings = trial.putObject("settings");
      for (int s = 1; s < 20 && i > 0; s++) {
        settings.put("setting" + s, s == 19 ? "" : String.valueOf(s * (i + 1e-7)));
      }
      settings.put("a-setting-with-a-long-name", HOSTILE + "word".repeat(i % 5));
      settings.put("cell", "the same for all of them " + i);
    }
    ObjectNode evaluation = json.putObject("evaluation").put("on", "x");
    for (String list : List.of("worst", "uncertain")) {
      ObjectNode row = evaluation.putArray(list).addObject().put("text", "…").put("error", 1e-300);
      row.put("label", "\u05d0\u05d1 \u202e" + "x".repeat(240)).put("predicted", "\ud83d\ude00");
      row.put("note", "most attention: “" + HOSTILE + "” 5 %")
          .put("between", "")
          .put("certainty", 1);
      row.putArray("tokens").add("\u0627\u0644").add(HOSTILE).add("y".repeat(300));
      row.putArray("shades").add(9).add(12).add(0);
    }
    ReportDocument page = ReportPages.keep("odd", new ReportPage(json).html());
    assertEquals(List.of("Training", "Examples", "Where the time goes", "Search"), page.headings());
    assertTrue(page.text().contains("Trials that failed are not drawn: 1."), page.text());
    Element plot =
        page.charts().stream()
            .filter(chart -> chart.getAttribute("aria-label").startsWith("Each of 29 trials"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, classes(plot, "line best").size());
    assertEquals(17, classes(plot, "axis").size(), "no more than fit beside each other");
    for (Element axis : classes(plot, "axis")) {
      assertTrue(Double.parseDouble(axis.getAttribute("x1")) > 0);
    }
  }

  @Test
  void oneEpochIsADot() {
    ObjectNode json = MAPPER.createObjectNode().put("name", "m");
    ReportJson.putEpochs(json, epochs(1), 1);
    ReportDocument page = ReportDocument.of(new ReportPage(json).html());
    assertTrue(classes(page.charts().get(0), "dot s0").size() == 1);
  }

  /** The curves of a hundred thousand epochs include the best and the last one. */
  @Test
  void manyEpochsAreThinned() {
    ObjectNode json = MAPPER.createObjectNode();
    ReportJson.putEpochs(json, epochs(25_001), 12_347);
    List<Integer> kept = new ArrayList<>();
    json.path("epochs").path("epoch").forEach(e -> kept.add(e.asInt()));
    assertTrue(kept.size() <= 1003 && kept.size() > 900, kept.size() + " epochs");
    assertTrue(kept.containsAll(List.of(1, 12_347, 25_001)));
    assertEquals(kept.size(), json.path("epochs").path("loss/training").size());
  }

  @Test
  void theDataComesBackFromThePage() {
    ObjectNode json = big(12);
    json.put("name", "plain").put("class", "&amp; &lt;pre&gt; </pre>").put("newline", "a\nb\tc");
    json.withObject("/evaluation").put("on", "x");
    for (String name : List.of("warnings", "settings", "result")) {
      json.remove(name);
    }
    json.withObject("/evaluation").remove(List.of("labels", "confusion"));
    assertEquals(json, ReportData.of(new ReportPage(json).html()));
    assertNull(ReportData.of("<html>another page</html>"));
    assertNull(ReportData.of("<pre id=\"report-data\" hidden=\"hidden\">{damaged</pre>"));
  }

  @Test
  void aModelOfWhichNothingIsKnownHasAPageToo() {
    ReportDocument page =
        ReportDocument.of(new ReportPage(MAPPER.createObjectNode().put("name", "old")).html());
    assertEquals(List.of(), page.headings());
    assertEquals("Report of old", page.elements("h1").get(0).getTextContent());
  }
}
