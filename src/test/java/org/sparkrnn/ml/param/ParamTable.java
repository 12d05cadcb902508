package org.sparkrnn.ml.param;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of all Params, src/main/params/params.json, as it is written there.
 *
 * <p>A group is what becomes an interface of getters and one of setters. Its fields: {@code name};
 * {@code of}, the estimators that have it, or "networks" or "baselines" for all of a kind; {@code
 * doc}; {@code extends}, the groups of which it overrides a default.
 *
 * <p>A Param's fields: {@code name}; {@code type}; {@code default}, left out where there is none;
 * {@code unset}, the method of an enum that gives each constant its own default; {@code min},
 * {@code above}, {@code below}, {@code max}, its range; {@code values}, the texts that it may have,
 * or the enum whose {@code paramValue()} gives them; {@code valid}, the method of {@link Valid}
 * that checks another text; {@code constant}, where code below Spark ML needs the default too;
 * {@code getter} "own" where the getter is written by hand; what a resumed training compares: the
 * value, unless there is {@code resume}, which is "ignored", or "data", "weights" or "shards" where
 * the data, the first weights or the number of shards are compared instead; {@code usedWith}, the
 * settings (optimizers, schedules, losses, cells, strategies, and what the data has) with which
 * alone the value is compared; {@code added}, the value that stands for it in checkpoints older
 * than it is; {@code doc}. A Param with {@code override} instead of a name has another default
 * here.
 */
public record ParamTable(List<Group> groups) {
  static final Path FILE = Path.of("src/main/params/params.json");

  private static final Set<String> GROUP_FIELDS = Set.of("name", "of", "doc", "extends", "params");
  private static final Set<String> PARAM_FIELDS =
      Set.of(
          ("name type default unset min above below max values valid constant getter resume usedWith added"
                  + " doc override")
              .split(" "));

  public record Group(
      String name, List<String> of, String doc, List<String> parents, List<Entry> entries) {
    /** Those that are defined here, not overridden. */
    List<Entry> defined() {
      return entries.stream().filter(entry -> !entry.overrides()).toList();
    }

    boolean ofNetworks() {
      return of.stream().anyMatch(Estimators::isNetworks);
    }
  }

  /** The fields of a Param; one that overrides has those of the Param that it overrides. */
  public record Entry(JsonNode json, boolean overrides) {
    public String name() {
      return text("name");
    }

    String type() {
      return text("type");
    }

    String doc() {
      return has("unset") ? "%s (if not set: %s)".formatted(text("doc"), unset()) : text("doc");
    }

    /** The defaults that an enum has, as in "0.01 for adamw, 0 for the others". */
    private String unset() {
      String method = text("unset");
      int dot = method.lastIndexOf('.');
      Map<String, List<String>> namesOf = new LinkedHashMap<>(); // by default
      try {
        Class<?> type = Class.forName(method.substring(0, dot));
        for (Object constant : type.getEnumConstants()) {
          Object value = type.getMethod(method.substring(dot + 1)).invoke(constant);
          namesOf
              .computeIfAbsent(number(value), key -> new ArrayList<>())
              .add((String) type.getMethod("paramValue").invoke(constant));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("%s: %s".formatted(name(), e), e);
      }
      String most =
          Collections.max(
              namesOf.keySet(), Comparator.comparingInt(key -> namesOf.get(key).size()));
      namesOf.remove(most);
      List<String> parts = new ArrayList<>();
      namesOf.forEach((value, of) -> parts.add(value + " for " + String.join(", ", of)));
      parts.add(most + " for the others");
      return String.join(", ", parts);
    }

    private static String number(Object value) {
      return value.toString().replaceAll("\\.0(?=$|E)", "").replace('E', 'e');
    }

    public boolean has(String field) {
      return json.has(field);
    }

    String text(String field) {
      return json.required(field).asText();
    }

    /** What values has: the class of an enum, or null where texts are listed. */
    String valuesClass() {
      return json.required("values").isTextual() ? text("values") : null;
    }

    /** The values of a choice. */
    List<String> choices() {
      if (valuesClass() == null) {
        return texts("values");
      }
      try {
        Class<?> type = Class.forName(valuesClass());
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
          names.add((String) type.getMethod("paramValue").invoke(constant));
        }
        return names;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("%s: %s".formatted(name(), e), e);
      }
    }

    List<String> texts(String field) {
      return ParamTable.texts(json.path(field));
    }

    /** The documentation in the Param itself, with its choices. */
    String explained() {
      return has("values") ? "%s. One of %s".formatted(doc(), String.join(", ", choices())) : doc();
    }

    /** The range of the values, such as "at least 1". */
    String range() {
      List<String> parts = new ArrayList<>();
      if (has("min") && has("max")) {
        parts.add("from %s to %s".formatted(text("min"), text("max")));
      } else if (has("min")) {
        parts.add("at least " + text("min"));
      } else if (has("above")) {
        parts.add("above " + text("above"));
      }
      if (has("below")) {
        parts.add("below " + text("below"));
      }
      return String.join(" and ", parts);
    }
  }

  /** The Params of an estimator, by its simple name; of one that is overridden, as it is there. */
  public Collection<Entry> of(String estimator) {
    String kind =
        Estimators.NETWORKS.contains(estimator)
            ? "networks"
            : Estimators.TRANSFORMERS.contains(estimator) ? "transformers" : "baselines";
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Group group : groups) {
      if (group.of().contains(estimator) || group.of().contains(kind)) {
        group.entries().forEach(entry -> entries.put(entry.name(), entry));
      }
    }
    return entries.values();
  }

  /** Reads the file. */
  public static ParamTable read() throws IOException {
    JsonNode root = new ObjectMapper().readTree(FILE.toFile());
    List<Group> groups = new ArrayList<>();
    for (JsonNode json : root) {
      requireKnown(json, GROUP_FIELDS);
      List<String> parents = texts(json.path("extends"));
      List<Entry> entries = new ArrayList<>();
      for (JsonNode param : json.required("params")) {
        requireKnown(param, PARAM_FIELDS);
        entries.add(
            param.has("override") ? overriding(param, parents, groups) : new Entry(param, false));
      }
      groups.add(
          new Group(
              json.required("name").asText(),
              texts(json.required("of")),
              json.required("doc").asText(),
              parents,
              entries));
    }
    return new ParamTable(groups);
  }

  private static Entry overriding(JsonNode param, List<String> parents, List<Group> groups) {
    String name = param.required("override").asText();
    for (Group group : groups) {
      for (Entry entry : group.defined()) {
        if (parents.contains(group.name()) && entry.name().equals(name)) {
          com.fasterxml.jackson.databind.node.ObjectNode merged = entry.json().deepCopy();
          merged.set("default", param.required("default"));
          return new Entry(merged, true);
        }
      }
    }
    throw new IllegalStateException(
        "%s: %s overrides %s, which none of %s has".formatted(FILE, param, name, parents));
  }

  private static void requireKnown(JsonNode json, Set<String> fields) {
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw new IllegalStateException(
            "%s: field %s of %s is unknown; expected one of %s"
                .formatted(FILE, name, json, fields));
      }
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  /** The names in the table that stand for several estimators. */
  static final class Estimators {
    static final List<String> NETWORKS =
        Arrays.asList(
            "SequenceTagger",
            "SequenceClassifier",
            "SequenceRegressor",
            "LanguageModel",
            "SequenceTranscriber");

    /** They have no group in common with any estimator. */
    static final List<String> TRANSFORMERS = List.of("AudioFeatures");

    private Estimators() {}

    static boolean isNetworks(String of) {
      return of.equals("networks") || NETWORKS.contains(of);
    }
  }
}
