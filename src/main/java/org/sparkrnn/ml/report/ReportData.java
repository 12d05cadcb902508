package org.sparkrnn.ml.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The JSON from which a page was made. It is hidden in the page, so that pages of several models
 * can be combined.
 */
public final class ReportData {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ID = "report-data";
  private static final String BEGIN = "<pre id=\"" + ID + "\" hidden=\"hidden\">";
  private static final String END = "</pre>";

  private ReportData() {}

  static void add(Html html, JsonNode json) {
    html.element("pre", json.toString(), "id", ID, "hidden", "hidden");
  }

  /** The JSON of a page, or null if the page is not a report. */
  public static ObjectNode of(String page) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END, Math.max(0, begin));
    if (begin < 0 || end < 0) {
      return null;
    }
    String json =
        page.substring(begin + BEGIN.length(), end)
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
    try {
      return MAPPER.readTree(json) instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null; // the page was changed by hand
    }
  }
}
