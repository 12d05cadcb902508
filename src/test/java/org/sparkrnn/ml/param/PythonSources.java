package org.sparkrnn.ml.param;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.ml.RnnModel;
import org.sparkrnn.ml.SequenceRegressorModel;
import org.sparkrnn.ml.SequenceTranscriberModel;
import org.sparkrnn.ml.param.ParamTable.Group;

/**
 * Generates the Python classes of the estimators, models and evaluators from the Java classes and
 * the table of Params, by path from src/main/python.
 */
final class PythonSources {
  private static final Path SERVICES = Path.of("src/main/resources/META-INF/services");
  private static final String ORIGIN =
      "# Generated from src/main/params/params.json and the Java classes. Do not edit: see extending.md.\n";
  private static final int LINE = 100;

  private PythonSources() {}

  static Map<String, String> of(ParamTable table) {
    Map<String, String> sources = new TreeMap<>();
    List<Params> stages = stages();
    sources.put("sparkrnn/_version.py", version());
    sources.put("org/sparkrnn/ml/_params.py", mixins(table, stages));
    sources.put("org/sparkrnn/ml/__init__.py", classes(table, stages));
    return sources;
  }

  /** An object of each estimator, model and evaluator, by name. */
  static List<Params> stages() {
    List<Params> stages = new ArrayList<>();
    for (Class<?> service : List.of(Estimator.class, Transformer.class, Evaluator.class)) {
      stages.addAll(services(service));
    }
    stages.sort(Comparator.comparing(PythonSources::name));
    return stages;
  }

  /** The version of pom.xml in Python's form. */
  private static String version() {
    try {
      Matcher version =
          Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(Path.of("pom.xml")));
      if (!version.find()) {
        throw new IllegalStateException("pom.xml has no version");
      }
      return "\"\"\"The version, which is that of pom.xml.\"\"\"\n\n__version__ = \"%s\"\n"
          .formatted(version.group(1).replace("-SNAPSHOT", ".dev0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object of each class of a service. */
  private static List<Params> services(Class<?> service) {
    List<Params> all = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(SERVICES.resolve(service.getName()))) {
        if (!line.isBlank()) {
          all.add((Params) Class.forName(line.strip()).getConstructor().newInstance());
        }
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(service + ": " + e, e);
    }
    return all;
  }

  private static String name(Params stage) {
    return stage.getClass().getSimpleName();
  }

  private static Set<String> names(Params stage) {
    return Arrays.stream(stage.params()).map(Param::name).collect(Collectors.toSet());
  }

  /** Groups all of whose Params a stage has, with the same documentation. */
  private static List<Group> groups(ParamTable table, Params stage) {
    Set<String> names = names(stage);
    return table.groups().stream()
        .filter(group -> !group.defined().isEmpty())
        .filter(
            group ->
                group.defined().stream()
                    .allMatch(
                        entry ->
                            names.contains(entry.name())
                                && stage.getParam(entry.name()).doc().equals(entry.explained())))
        .toList();
  }

  /** Params that none of its groups has. */
  private static List<Param<?>> own(ParamTable table, Params stage) {
    Set<String> shared = new HashSet<>();
    groups(table, stage)
        .forEach(group -> group.defined().forEach(entry -> shared.add(entry.name())));
    return Arrays.stream(stage.params())
        .filter(param -> !shared.contains(param.name()))
        .collect(Collectors.toList());
  }

  private static String mixins(ParamTable table, List<Params> stages) {
    StringBuilder text = new StringBuilder(ORIGIN);
    text.append(
        """
        \"""Params that several classes share.\"""

        from typing import List, TypeVar

        from pyspark.ml.param import Param, Params, TypeConverters

        _T = TypeVar("_T", bound=Params)
        """);
    for (Group group : table.groups()) {
      Params stage =
          stages.stream()
              .filter(one -> groups(table, one).contains(group))
              .findFirst()
              .orElse(null);
      if (stage == null) { // it only overrides defaults
        continue;
      }
      text.append("\n\nclass _Has%s(Params):\n".formatted(group.name()));
      text.append(docstring("    ", List.of(group.doc() + ".")));
      group.defined().forEach(entry -> text.append(declaration(stage.getParam(entry.name()))));
      group.defined().forEach(entry -> text.append(getter(stage.getParam(entry.name()))));
      text.append("\n\nclass _Sets%s(_Has%s):\n".formatted(group.name(), group.name()));
      text.append(docstring("    ", List.of("The same, with setters.")));
      group.defined().forEach(entry -> text.append(setter(stage.getParam(entry.name()))));
    }
    return text.toString();
  }

  private static String declaration(Param<?> param) {
    return """

            %s: "Param[%s]" = Param(
                Params._dummy(),
                %s,
                %s,
                typeConverter=TypeConverters.%s,
            )
        """
        .formatted(
            param.name(), type(param), quoted(param.name()), quoted(param.doc()), converter(param));
  }

  private static String getter(Param<?> param) {
    return "\n    def get%s(self) -> %s:\n%s        return self.getOrDefault(self.%s)\n"
        .formatted(
            ParamSources.capitalized(param.name()),
            type(param),
            docstring("        ", List.of("Gets %s: %s.".formatted(param.name(), param.doc()))),
            param.name());
  }

  private static String setter(Param<?> param) {
    return "\n    def set%s(self: _T, value: %s) -> _T:\n%s        return self._set(%s=value)\n"
        .formatted(
            ParamSources.capitalized(param.name()),
            type(param),
            docstring("        ", List.of("Sets %s: %s.".formatted(param.name(), param.doc()))),
            param.name());
  }

  private static String classes(ParamTable table, List<Params> stages) {
    StringBuilder text = new StringBuilder(ORIGIN);
    text.append(
        """
        \"""Recurrent neural networks for sequence data in Spark: the classes of org.sparkrnn.ml.

        The module has the name of the Java package, because pyspark finds the Python class of a saved
        Java stage by that name. Import the classes from `sparkrnn`.
        \"""

        from typing import List, Optional, TypeVar

        from pyspark import keyword_only
        from pyspark.ml.param import Param, Params, TypeConverters

        from sparkrnn._base import (
            BaselineModel,
            ForecastModel,
            NetworkModel,
            SequenceEstimator,
            SequenceEvaluator,
            SequenceTransformer,
            TranscriptModel,
        )

        from . import _params

        _T = TypeVar("_T", bound=Params)

        __all__ = [
        """);
    stages.forEach(stage -> text.append("    %s,\n".formatted(quoted(name(stage)))));
    text.append("]\n");
    for (Params stage : stages) {
      text.append(stageClass(table, stage));
    }
    return text.toString();
  }

  private static String stageClass(ParamTable table, Params stage) {
    String base =
        stage instanceof Estimator
            ? "SequenceEstimator"
            : stage instanceof Evaluator
                ? "SequenceEvaluator"
                : stage instanceof SequenceRegressorModel
                    ? "ForecastModel"
                    : stage instanceof SequenceTranscriberModel
                        ? "TranscriptModel"
                        : stage instanceof RnnModel
                            ? "NetworkModel"
                            : stage instanceof Model ? "BaselineModel" : "SequenceTransformer";
    List<String> parents = new ArrayList<>(List.of(base));
    String mixin = stage instanceof Model ? "_params._Has" : "_params._Sets";
    groups(table, stage).forEach(group -> parents.add(mixin + group.name()));
    List<Param<?>> own = own(table, stage);
    List<Param<?>> all = List.of(stage.params());
    StringBuilder text = new StringBuilder("\n\nclass %s(\n".formatted(name(stage)));
    parents.forEach(parent -> text.append("    %s,\n".formatted(parent)));
    text.append("):\n");
    text.append(docstring("    ", description(stage)));
    text.append("\n    _java_class = \"%s\"\n".formatted(stage.getClass().getName()));
    if (stage instanceof Estimator<?> estimator) {
      text.append("    _model_class = \"%s\"\n".formatted(model(estimator).getSimpleName()));
    }
    if (stage instanceof Evaluator evaluator) {
      text.append(
          smallerIsBetter(evaluator).stream()
              .map(PythonSources::quoted)
              .collect(Collectors.joining(", ", "    _smaller_is_better = frozenset([", "])\n")));
    }
    own.forEach(param -> text.append(declaration(param)));
    if (!(stage instanceof Model)) {
      text.append(constructor(stage, all));
    }
    own.forEach(param -> text.append(getter(param)));
    (stage instanceof Model ? all : own)
        .stream()
            .filter(param -> !(stage instanceof Model) || hasSetter(stage, param))
            .forEach(param -> text.append(setter(param)));
    return text.toString();
  }

  /** The metrics for which smaller values are better, from the Param's text. */
  private static List<String> smallerIsBetter(Evaluator evaluator) {
    Param<?> metricName = evaluator.getParam("metricName");
    List<String> smaller = new ArrayList<>();
    for (String name : metricName.doc().substring("metric: ".length()).split(", ")) {
      evaluator.set("metricName", name);
      if (!evaluator.isLargerBetter()) {
        smaller.add(name);
      }
    }
    evaluator.clear(metricName);
    return smaller;
  }

  /** The class of the models, from the return type of fit. */
  private static Class<?> model(Estimator<?> estimator) {
    for (Class<?> type = estimator.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getGenericSuperclass() instanceof ParameterizedType generic) {
        for (Type argument : generic.getActualTypeArguments()) {
          if (argument instanceof Class<?> c && Transformer.class.isAssignableFrom(c)) {
            return c;
          }
        }
      }
    }
    throw new IllegalStateException(estimator.getClass() + " does not say what its models are");
  }

  private static boolean hasSetter(Params stage, Param<?> param) {
    String setter = "set" + ParamSources.capitalized(param.name());
    return Arrays.stream(stage.getClass().getMethods())
        .anyMatch(method -> method.getName().equals(setter) && method.getParameterCount() == 1);
  }

  private static List<String> description(Params stage) {
    List<String> text = new ArrayList<>();
    text.add(
        stage instanceof Estimator
            ? "The estimator %s.".formatted(stage.getClass().getName())
            : stage instanceof Evaluator
                ? "The evaluator %s.".formatted(stage.getClass().getName())
                : stage instanceof Model
                    ? "The model %s.".formatted(stage.getClass().getName())
                    : "The transformer %s.".formatted(stage.getClass().getName()));
    return text;
  }

  private static String constructor(Params stage, List<Param<?>> params) {
    StringBuilder text =
        new StringBuilder("\n    @keyword_only\n    def __init__(\n        self,\n        *,\n");
    text.append(arguments(stage, params));
    text.append("    ) -> None:\n");
    List<String> doc = new ArrayList<>(List.of("Makes one; all arguments are Params."));
    doc.add("");
    doc.add("Parameters");
    doc.add("----------");
    for (Param<?> param : params) {
      doc.add("%s : %s%s".formatted(param.name(), type(param), defaultText(stage, param)));
      doc.add("    " + param.doc());
    }
    text.append(docstring("        ", doc));
    text.append("        super().__init__()\n        self._setDefault(\n");
    for (Param<?> param : params) {
      if (stage.hasDefault(param)) {
        text.append("            %s=%s,\n".formatted(param.name(), value(stage, param)));
      }
    }
    text.append("        )\n        self._set(**self._input_kwargs)\n");
    text.append("\n    @keyword_only\n    def setParams(\n        self,\n        *,\n");
    text.append(arguments(stage, params));
    text.append("    ) -> \"%s\":\n".formatted(name(stage)));
    text.append(docstring("        ", List.of("Sets the Params that are given.")));
    text.append("        return self._set(**self._input_kwargs)\n");
    return text.toString();
  }

  private static String arguments(Params stage, List<Param<?>> params) {
    return params.stream()
        .map(
            param ->
                stage.hasDefault(param)
                    ? "        %s: %s = %s,\n"
                        .formatted(param.name(), type(param), value(stage, param))
                    : "        %s: Optional[%s] = None,\n".formatted(param.name(), type(param)))
        .collect(Collectors.joining());
  }

  private static String defaultText(Params stage, Param<?> param) {
    return stage.hasDefault(param) ? ", default " + value(stage, param) : ", optional";
  }

  private static String value(Params stage, Param<?> param) {
    Object value = stage.getDefault(param).get();
    if (value instanceof Boolean b) {
      return b ? "True" : "False";
    }
    if (value instanceof String s) {
      return quoted(s);
    }
    if (value instanceof String[] all) {
      return Arrays.stream(all)
          .map(PythonSources::quoted)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.toString();
  }

  private static String type(Param<?> param) {
    if (param instanceof IntParam || param instanceof LongParam) {
      return "int";
    }
    if (param instanceof DoubleParam) {
      return "float";
    }
    if (param instanceof BooleanParam) {
      return "bool";
    }
    return param instanceof StringArrayParam ? "List[str]" : "str";
  }

  private static String converter(Param<?> param) {
    return switch (type(param)) {
      case "int" -> "toInt";
      case "float" -> "toFloat";
      case "bool" -> "toBoolean";
      case "List[str]" -> "toListString";
      default -> "toString";
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** A docstring with lines of a readable length. */
  private static String docstring(String indent, List<String> lines) {
    StringBuilder text = new StringBuilder(indent + "\"\"\"");
    boolean first = true;
    for (String line : lines) {
      String margin = line.replaceAll("\\S.*", "");
      StringBuilder rest = new StringBuilder();
      for (String word : line.strip().replace("\\", "\\\\").split(" ")) {
        if (rest.length() > 0
            && indent.length() + margin.length() + rest.length() + word.length() > LINE - 8) {
          text.append(first ? "" : indent + margin).append(rest).append('\n');
          first = false;
          rest.setLength(0);
        }
        rest.append(rest.length() > 0 ? " " : "").append(word);
      }
      text.append(first ? "" : rest.length() == 0 ? "" : indent + margin).append(rest).append('\n');
      first = false;
    }
    int end = text.length() - 1;
    return lines.size() == 1 && text.indexOf("\n") == end
        ? text.substring(0, end) + "\"\"\"\n"
        : text + indent + "\"\"\"\n";
  }
}
