package org.sparkrnn.ml.param;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sparkrnn.ml.param.ParamTable.Entry;
import org.sparkrnn.ml.param.ParamTable.Group;

/** Generates the pages of the guide from the table of Params, by file. */
final class ParamPages {
  private ParamPages() {}

  static Map<String, String> of(ParamTable table) {
    Map<String, String> tables = new TreeMap<>();
    tables.put("src/site/markdown/params.md", guide(table));
    return tables;
  }

  private static String guide(ParamTable table) {
    StringBuilder text = new StringBuilder();
    for (Group group : table.groups()) {
      text.append(
          "\n## %s\n\nOf %s.\n\n| Param | default | range | meaning | after a resume |\n|---|---|---|---|---|\n"
              .formatted(group.doc(), of(group)));
      for (Entry entry : group.defined()) {
        text.append(
            "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                    entry.name(),
                    defaults(table, entry),
                    entry.range(),
                    meaning(entry),
                    group.ofNetworks() ? resume(entry) : ""));
      }
    }
    return text.substring(1);
  }

  private static String of(Group group) {
    return group.of().stream()
        .map(
            name ->
                switch (name) {
                  case "networks" -> "all networks";
                  case "baselines" -> "all baselines";
                  default -> "`%s`".formatted(name);
                })
        .collect(Collectors.joining(", "));
  }

  /** The default, followed by the estimators' defaults that differ. */
  private static String defaults(ParamTable table, Entry entry) {
    StringBuilder text = new StringBuilder(value(entry));
    for (Group group : table.groups()) {
      for (Entry other : group.entries()) {
        if (other.overrides() && other.name().equals(entry.name())) {
          text.append("; `%s`: %s".formatted(String.join("`, `", group.of()), value(other)));
        }
      }
    }
    return text.toString();
  }

  private static String value(Entry entry) {
    if (!entry.has("default")) {
      return "";
    }
    String value = entry.text("default").replaceAll("\\.0$", "");
    return entry.type().equals("string") && value.isEmpty() ? "empty" : value;
  }

  private static String meaning(Entry entry) {
    String doc = entry.doc();
    if (entry.has("values")) {
      List<String> choices = entry.choices().stream().map("`%s`"::formatted).toList();
      doc += ": " + String.join(", ", choices);
    }
    return doc.replace("|", "\\|").replaceAll("array<[a-z<]*>+", "`$0`");
  }

  private static String resume(Entry entry) {
    if (entry.has("resume")) {
      return "may change";
    }
    return entry.has("usedWith")
        ? "the same with " + String.join(", ", entry.texts("usedWith"))
        : "the same";
  }
}
