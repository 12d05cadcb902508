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
          "\n## %s\n\nThese Params belong to %s.\n\n| Param | default | range | meaning | when training continues |\n|---|---|---|---|---|\n"
              .formatted(group.doc(), of(group)));
      for (Entry entry : group.defined()) {
        text.append(
            "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                    entry.name(),
                    defaults(table, entry),
                    range(entry),
                    meaning(entry),
                    group.ofNetworks() ? resume(table, entry) : ""));
      }
    }
    return text.substring(1);
  }

  private static String of(Group group) {
    List<String> names =
        group.of().stream()
            .map(
                name ->
                    switch (name) {
                      case "networks" -> "all networks";
                      case "baselines" -> "all baselines";
                      default -> "`%s`".formatted(name);
                    })
            .toList();
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
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

  private static String range(Entry entry) {
    return entry.has("values")
        ? entry.choices().stream().map("`%s`"::formatted).collect(Collectors.joining(", "))
        : entry.range();
  }

  private static String meaning(Entry entry) {
    return entry.doc().replace("|", "\\|").replaceAll("array<[a-z<]*>+", "`$0`");
  }

  /** What a training that continues from a checkpoint compares: see the beginning of the page. */
  private static String resume(ParamTable table, Entry entry) {
    if (entry.has("resume")) {
      return switch (entry.text("resume")) {
        case "ignored" -> "may change";
        case "data" -> "the same data";
        case "weights" -> "the same first weights";
        case "shards" -> "the same, or 0";
        default ->
            throw new IllegalStateException(
                "%s: resume is %s; expected ignored, data, weights or shards"
                    .formatted(entry.name(), entry.text("resume")));
      };
    }
    return entry.has("usedWith")
        ? "the same with "
            + entry.texts("usedWith").stream()
                .map(setting -> written(table, setting))
                .collect(Collectors.joining(", "))
        : "the same";
  }

  /** A setting as users write it; "tokens" and other properties of the data stay as they are. */
  private static String written(ParamTable table, String setting) {
    return table.groups().stream()
        .flatMap(group -> group.entries().stream())
        .filter(entry -> entry.has("values"))
        .flatMap(entry -> entry.choices().stream())
        .filter(setting::equalsIgnoreCase)
        .findFirst()
        .map("`%s`"::formatted)
        .orElse(setting);
  }
}
