package org.sparkrnn.ml.param;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sparkrnn.ml.param.ParamTable.Entry;
import org.sparkrnn.ml.param.ParamTable.Group;

/** The Java sources that follow from the table of Params, by path from src/main/java. */
final class ParamSources {
  private static final String PACKAGE = "org.sparkrnn.ml.param.generated";
  private static final String ORIGIN =
      "Written from {@code src/main/params/params.json}: change it there, see {@code extending.md}.";

  /** Of each type in the table: the Java type, the class of the Param, the word before "value". */
  private static final Map<String, List<String>> TYPES =
      Map.of(
          "int", List.of("int", "IntParam"),
          "long", List.of("long", "LongParam"),
          "double", List.of("double", "DoubleParam"),
          "boolean", List.of("boolean", "BooleanParam"),
          "string", List.of("String", "Param<String>"),
          "strings", List.of("String[]", "StringArrayParam"));

  private ParamSources() {}

  static Map<String, String> of(ParamTable table) {
    Map<String, String> sources = new TreeMap<>();
    for (Group group : table.groups()) {
      put(sources, "Has" + group.name(), getters(group));
      put(sources, "Sets" + group.name(), setters(group));
    }
    for (String estimator : ParamTable.Estimators.NETWORKS) {
      List<String> groups =
          table.groups().stream()
              .filter(group -> group.of().contains(estimator))
              .map(Group::name)
              .toList();
      put(sources, "Has" + estimator, ofEstimator(estimator, "Has", "", "", groups));
      put(sources, "Sets" + estimator, ofEstimator(estimator, "Sets", "<E>", "<E>", groups));
    }
    put(sources, "ResumeRules", resumeRules(table));
    sources.put("org/sparkrnn/Defaults.java", defaults(table));
    return sources;
  }

  private static void put(Map<String, String> sources, String type, String source) {
    sources.put(PACKAGE.replace('.', '/') + "/" + type + ".java", source);
  }

  /** All groups of Params that one kind of network has of its own. */
  private static String ofEstimator(
      String estimator, String verb, String type, String argument, List<String> groups) {
    boolean sets = verb.equals("Sets");
    List<String> parents = new ArrayList<>();
    TreeSet<String> imports = new TreeSet<>();
    if (sets) {
      parents.add("Has" + estimator);
    } else if (groups.isEmpty()) {
      parents.add("ParamOwner");
      imports.add("org.sparkrnn.ml.param.kind.ParamOwner");
    }
    groups.forEach(group -> parents.add(verb + group + argument));
    return head(imports)
        + "/**\n * %s of {@link org.sparkrnn.ml.%s} alone, beside those of all networks.\n *\n * <p>%s\n"
            .formatted(sets ? "Setters of the Params" : "The Params", estimator, ORIGIN)
        + (sets ? " *\n * @param <E> the object itself, which setters return\n" : "")
        + " */\npublic interface %s%s%s extends %s {}\n"
            .formatted(verb, estimator, type, String.join(", ", parents));
  }

  private static String getters(Group group) {
    StringBuilder body = new StringBuilder();
    TreeSet<String> imports = new TreeSet<>();
    imports.add("org.sparkrnn.ml.param.kind.ParamOwner");
    for (Entry entry : group.entries()) {
      body.append(param(entry, imports));
      if (!entry.overrides() && !entry.has("getter")) {
        body.append(getter(entry));
      }
    }
    String parents =
        group.parents().isEmpty()
            ? "ParamOwner"
            : group.parents().stream().map(name -> "Has" + name).collect(Collectors.joining(", "));
    if (!group.parents().isEmpty()) {
      imports.remove("org.sparkrnn.ml.param.kind.ParamOwner");
    }
    return head(imports)
        + "/**\n * %s.\n *\n * <p>%s\n */\n".formatted(escaped(group.doc()), ORIGIN)
        + "public interface Has%s extends %s {\n".formatted(group.name(), parents)
        + body.substring(1)
        + "}\n";
  }

  private static String param(Entry entry, TreeSet<String> imports) {
    String type = TYPES.get(entry.type()).get(1);
    String simple = type.replace("<String>", "");
    imports.add("org.apache.spark.ml.param." + simple);
    List<String> arguments = new ArrayList<>();
    arguments.add("this");
    arguments.add(quoted(entry.name()));
    arguments.add(quoted(entry.explained()));
    String validator = validator(entry, imports);
    if (validator != null) {
      imports.add("org.sparkrnn.ml.param.kind.Valid");
      arguments.add(validator);
    }
    return """

          /** The Param %s%s. */
        %s  default %s %s() {
            return declared(
                %s,
                () ->
                    new %s(
                        %s),
                %s);
          }
        """
        .formatted(
            entry.name(),
            entry.has("getter") ? "" : ": see {@link #%s}".formatted(getterName(entry)),
            entry.overrides() ? "  @Override\n" : "",
            type,
            entry.name(),
            quoted(entry.name()),
            simple + (type.equals(simple) ? "" : "<>"),
            String.join(",\n                ", arguments),
            entry.has("default") ? literal(entry) : "null");
  }

  private static String validator(Entry entry, TreeSet<String> imports) {
    String name = quoted(entry.name());
    if (entry.has("values")) {
      if (entry.valuesClass() == null) {
        imports.add("java.util.List");
        return "Valid.oneOf(%s, List.of(%s))"
            .formatted(
                name,
                entry.choices().stream()
                    .map(ParamSources::quoted)
                    .collect(Collectors.joining(", ")));
      }
      imports.add(entry.valuesClass());
      String simple = entry.valuesClass().replaceAll(".*\\.", "");
      return "Valid.oneOf(%s, %s.values(), %s::paramValue)".formatted(name, simple, simple);
    }
    if (entry.has("valid")) {
      return "Valid.%s(%s)".formatted(entry.text("valid"), name);
    }
    if (entry.type().equals("double") && (entry.has("min") || entry.has("above"))) {
      return "Valid.within(%s, %s, %s, %s)"
          .formatted(
              name,
              entry.text(entry.has("min") ? "min" : "above"),
              entry.has("min"),
              entry.has("below") ? entry.text("below") : "Double.POSITIVE_INFINITY");
    }
    if (entry.has("max")) {
      return "Valid.between(%s, %s, %s)".formatted(name, entry.text("min"), entry.text("max"));
    }
    return entry.has("min") ? "Valid.atLeast(%s, %s)".formatted(name, entry.text("min")) : null;
  }

  private static String getter(Entry entry) {
    String type = TYPES.get(entry.type()).get(0);
    boolean reference = type.startsWith("String");
    return """

          /**
           * %s.
           */
          default %s %s() {
            return %sgetOrDefault(%s());
          }
        """
        .formatted(
            wrapped(entry, ""),
            type,
            getterName(entry),
            reference ? "" : "(" + type + ") ",
            entry.name());
  }

  private static String setters(Group group) {
    TreeSet<String> imports = new TreeSet<>();
    imports.add("org.apache.spark.ml.param.Param");
    StringBuilder body = new StringBuilder();
    for (Entry entry : group.defined()) {
      String type = TYPES.get(entry.type()).get(0).replace("[]", "...");
      boolean checked = entry.has("valid") || entry.has("values") || !entry.range().isEmpty();
      if (checked) {
        imports.add("org.sparkrnn.data.InvalidInputException");
      }
      body.append(
          """

            /**
             * Sets %s: %s.
          %s   */
            default E set%s(%s value) {
              return with(%s(), value);
            }
          """
              .formatted(
                  entry.name(),
                  wrapped(entry, "Sets %s: ".formatted(entry.name())),
                  checked
                      ? "   *\n   * @throws InvalidInputException if it is another value\n"
                      : "",
                  capitalized(entry.name()),
                  type,
                  entry.name()));
    }
    return head(imports)
        + """
        /**
         * Setters of {@link Has%s}.
         *
         * <p>%s
         *
         * @param <E> the object itself, which setters return
         */
        public interface Sets%s<E> extends Has%s {
          @SuppressWarnings("unchecked") // by contract
          private <T> E with(Param<T> param, T value) {
            set(param, value);
            return (E) this;
          }
        """
            .formatted(group.name(), ORIGIN, group.name(), group.name())
        + body
        + "}\n";
  }

  private static String resumeRules(ParamTable table) {
    List<String> ignored = new ArrayList<>();
    List<String> used = new ArrayList<>();
    List<String> added = new ArrayList<>();
    List<String> choices = new ArrayList<>();
    for (Group group : table.groups()) {
      for (Entry entry : group.ofNetworks() ? group.defined() : List.<Entry>of()) {
        if (entry.has("resume")) {
          ignored.add(quoted(entry.name()));
        }
        if (entry.has("values")) {
          choices.add(quoted(entry.name()));
        }
        if (entry.has("usedWith")) {
          used.add(
              "Map.entry(%s, Set.of(%s))"
                  .formatted(
                      quoted(entry.name()),
                      entry.texts("usedWith").stream()
                          .map(ParamSources::quoted)
                          .collect(Collectors.joining(", "))));
        }
        if (entry.has("added")) {
          added.add(
              "Map.entry(%s, %s)".formatted(quoted(entry.name()), quoted(entry.text("added"))));
        }
      }
    }
    return """
        package %s;

        import java.util.Map;
        import java.util.Set;

        /**
         * What a training that goes on from a checkpoint makes of a Param that has changed.
         *
         * <p>%s
         */
        public final class ResumeRules {
          /** Those on which the weights do not depend, or which are compared by themselves. */
          public static final Set<String> IGNORED =
              Set.of(
                  %s);

          /** Those whose values are the settings that others count with. */
          public static final Set<String> CHOICES =
              Set.of(
                  %s);

          /** The settings, and what data has, with which a Param counts, where not with all. */
          public static final Map<String, Set<String>> USED_WITH =
              Map.ofEntries(
                  %s);

          /** Those that not all versions had, with the value that leaves a network as it was. */
          public static final Map<String, String> ADDED =
              Map.ofEntries(
                  %s);

          private ResumeRules() {}
        }
        """
        .formatted(
            PACKAGE,
            ORIGIN,
            lines(ignored.stream().distinct().toList()),
            lines(choices),
            lines(used),
            lines(added));
  }

  private static String lines(List<String> items) {
    return String.join(",\n          ", items);
  }

  private static String defaults(ParamTable table) {
    StringBuilder body = new StringBuilder();
    for (Group group : table.groups()) {
      for (Entry entry : group.defined()) {
        if (entry.has("constant")) {
          body.append(
              "\n  /** %s. */\n  public static final %s %s = %s;\n"
                  .formatted(
                      capitalized(entry.name()),
                      TYPES.get(entry.type()).get(0),
                      entry.name().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT),
                      literal(entry)));
        }
      }
    }
    return """
        package org.sparkrnn;

        /**
         * What Params are that nobody sets, for code that does without Spark ML.
         *
         * <p>%s
         */
        public final class Defaults {
        """
            .formatted(ORIGIN)
        + body.substring(1)
        + "\n  private Defaults() {}\n}\n";
  }

  private static String head(TreeSet<String> imports) {
    return "package %s;\n\n%s\n"
        .formatted(
            PACKAGE,
            imports.stream()
                .map(name -> "import %s;\n".formatted(name))
                .collect(Collectors.joining()));
  }

  private static String getterName(Entry entry) {
    return "get" + capitalized(entry.name());
  }

  static String capitalized(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String literal(Entry entry) {
    String value = entry.text("default");
    return switch (entry.type()) {
      case "string" -> quoted(value);
      case "long" -> value + "L";
      default -> value;
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The sentence of a Javadoc comment, with default and range, in lines of 100 characters. */
  private static String wrapped(Entry entry, String before) {
    String doc = entry.explained();
    List<String> facts = new ArrayList<>();
    if (!entry.range().isEmpty()) {
      facts.add(entry.range());
    }
    if (entry.has("default") && !entry.text("default").isEmpty()) {
      facts.add("default " + entry.text("default"));
    }
    String sentence =
        (before.isEmpty() ? capitalized(doc) : doc)
            + (facts.isEmpty() ? "" : " (%s)".formatted(String.join(", ", facts)));
    StringBuilder lines = new StringBuilder();
    int width = "   * ".length() + before.length();
    for (String word : escaped(sentence).split(" ")) {
      if (width + word.length() > 98) {
        lines.setLength(lines.length() - 1);
        lines.append("\n   * ");
        width = "   * ".length();
      }
      lines.append(word).append(' ');
      width += word.length() + 1;
    }
    return lines.toString().stripTrailing();
  }
}
