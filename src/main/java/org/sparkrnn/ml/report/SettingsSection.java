package org.sparkrnn.ml.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The settings with their origin, and the network. */
final class SettingsSection {
  private SettingsSection() {}

  static void add(Html html, JsonNode json) {
    JsonNode settings = json.path("settings");
    Table table = new Table(html, "Settings that are not defaults", List.of("", "value", "set by"));
    for (JsonNode setting : settings) {
      String by = setting.path(2).asText();
      if (!by.equals("default")) {
        table.row(
            setting.path(0).asText(),
            setting.path(1).asText(),
            by.equals("chosen") ? "the training data, automatically" : "the user or the job");
      }
    }
    table.end();
    html.open("details").element("summary", "Defaults");
    Table defaults = new Table(html, "Settings at their defaults", List.of("", "value"));
    for (JsonNode setting : settings) {
      if (setting.path(2).asText().equals("default")) {
        defaults.row(setting.path(0).asText(), setting.path(1).asText());
      }
    }
    defaults.end();
    html.close();
    if (json.has("network")) {
      addNetwork(html, json.path("network"));
    }
    if (json.has("weightsSha256")) {
      html.open("p").text("SHA-256 of the weights: ");
      html.element("code", json.path("weightsSha256").asText()).close();
    }
  }

  private static void addNetwork(Html html, JsonNode network) {
    Table table =
        new Table(html, "The network, from its inputs up", List.of("", "sizes and choices"));
    for (String part : new String[] {"inputs", "layers"}) {
      for (JsonNode module : network.path(part)) {
        table.row(module.path("module").asText(), choices(module));
      }
    }
    JsonNode output = network.path("output");
    table.row("output: " + output.path("module").asText(), choices(output));
    output
        .fields()
        .forEachRemaining(
            choice -> {
              for (JsonNode part : choice.getValue()) { // one per target
                if (part.has("module")) {
                  table.row("output: " + part.path("module").asText(), choices(part));
                }
              }
            });
    table.end();
  }

  private static String choices(JsonNode module) {
    StringBuilder text = new StringBuilder();
    module
        .fields()
        .forEachRemaining(
            choice -> {
              if (!choice.getKey().equals("module") && choice.getValue().isValueNode()) {
                text.append(text.isEmpty() ? "" : ", ")
                    .append(choice.getKey())
                    .append(' ')
                    .append(choice.getValue().asText());
              }
            });
    return text.toString();
  }
}
