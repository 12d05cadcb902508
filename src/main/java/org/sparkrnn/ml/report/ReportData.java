package org.sparkrnn.ml.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The JSON from which a page was made, hidden in it, so that pages of several models can be made
 * into one.
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

  /** What a page was made from, or null if it is none of ours. */
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
      return null; // somebody has changed the page by hand
    }
  }
}
