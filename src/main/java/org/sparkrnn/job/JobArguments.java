package org.sparkrnn.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/**
 * A job's configuration: properties from a file, then key=value arguments, which take precedence. A
 * key that neither the job nor its estimator or model knows is an error.
 */
final class JobArguments {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> ofFile = new LinkedHashMap<>();
  private final Set<String> given = new TreeSet<>(); // keys of arguments

  /**
   * @param args at most one file of properties first, on the local disk or any Hadoop file system;
   *     then key=value
   */
  JobArguments(String[] args, Configuration conf) {
    for (int i = 0; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      boolean next = i + 1 < args.length;
      if (args[i].startsWith("-") || equals == 0 || next && args[i + 1].startsWith("=")) {
        throw notKeyValue(args, i);
      } else if (equals > 0) {
        String key = args[i].substring(0, equals).strip();
        values.put(key, args[i].substring(equals + 1).strip());
        given.add(key);
      } else if (i == 0) {
        readFile(args[i], conf);
      } else {
        throw notKeyValue(args, i);
      }
    }
    if (given.contains("inputCol") != given.contains("inputCols")) { // replaces the file's value
      values.remove(given.contains("inputCol") ? "inputCols" : "inputCol");
    }
  }

  /** The exception for an argument that is not key=value, with a hint at its possible meaning. */
  private static InvalidInputException notKeyValue(String[] args, int i) {
    String hint = "give key=value, in quotes if there are blanks in it";
    if (args[i].startsWith("-")) {
      hint =
          "options of spark-submit, with their values, come before the configuration and key=value";
    } else if (i + 1 < args.length && args[i + 1].startsWith("=") || args[i].startsWith("=")) {
      hint = "leave out the blanks around the =";
    } else if (i > 0 && args[i - 1].indexOf('=') > 0 && args[i - 1].endsWith("=")) {
      hint = "leave out the blanks around the =, and put a value with blanks in it in quotes";
    } else if (i > 0 && args[i - 1].indexOf('=') > 0) {
      hint =
          "if it belongs to the argument before it, put both into quotes: \"%s %s\""
              .formatted(args[i - 1], args[i]);
    }
    return new InvalidInputException(
        "argument \"%s\" is not of the form key=value; %s".formatted(args[i], hint));
  }

  /** Properties in which each key may occur only once. */
  private static final class UniqueProperties extends Properties {
    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Object put(Object key, Object value) {
      if (super.put(key, value) != null) {
        throw new IllegalArgumentException("key " + key + " occurs twice; remove one of the two");
      }
      return null;
    }
  }

  private void readFile(String file, Configuration conf) {
    Properties properties = new UniqueProperties();
    try {
      properties.load(new StringReader(text(file, conf)));
    } catch (IOException | IllegalArgumentException e) {
      String why =
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""); // HDFS adds a stack trace
      throw new InvalidInputException(
          "cannot read the configuration %s: %s; the first argument must be a file of properties or key=value"
              .formatted(file, why),
          e);
    }
    for (String key : properties.stringPropertyNames()) {
      values.put(key, properties.getProperty(key).strip());
    }
    ofFile.putAll(values);
  }

  /** A file's text in UTF-8, without the byte order mark that some editors put first. */
  private static String text(String file, Configuration conf) throws IOException {
    if (Files.isDirectory(Paths.get(file))) {
      throw new IOException("it is a directory");
    }
    try (InputStream in = open(file, conf)) {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("it is not encoded in UTF-8; save it in that encoding", e);
    }
  }

  /** Files on the local disk take precedence, because conf/ is there wherever the data is. */
  private static InputStream open(String file, Configuration conf) throws IOException {
    Path path = new Path(file);
    boolean local = path.toUri().getScheme() == null && Files.isRegularFile(Paths.get(file));
    return (local ? FileSystem.getLocal(conf) : path.getFileSystem(conf)).open(path);
  }

  /**
   * Checks all keys.
   *
   * @param keys the job's own keys
   * @param params Params, whose names are keys too
   */
  void requireKnown(List<String> keys, List<? extends Param<?>> params) {
    Set<String> known = new TreeSet<>(keys);
    for (Param<?> param : params) {
      known.add(param.name());
    }
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new InvalidInputException(
            "unknown key %s; did you mean %s? Known keys: %s"
                .formatted(key, Names.nearest(key, known).orElseThrow(), String.join(", ", known)));
      }
    }
  }

  /** The keys of arguments, without those of the file. */
  Set<String> given() {
    return Set.copyOf(given);
  }

  /**
   * Removes and returns the values that are ranges, {@code a|b} or {@code low..high} for numbers.
   * If such an argument had replaced a value of the file, the latter is valid again.
   *
   * @return the ranges by key
   */
  Map<String, String> takeRanges(List<? extends Param<?>> params) {
    Map<String, String> ranges = new LinkedHashMap<>();
    for (Param<?> param : params) {
      String value = get(param.name());
      if (value != null && isRange(param, value)) {
        ranges.put(param.name(), values.remove(param.name()));
        String plain = ofFile.get(param.name());
        if (plain != null && !isRange(param, plain)) {
          values.put(param.name(), plain);
        }
      }
    }
    return ranges;
  }

  private static boolean isRange(Param<?> param, String value) {
    boolean number =
        param instanceof IntParam || param instanceof LongParam || param instanceof DoubleParam;
    return value.indexOf('|') >= 0 || number && value.contains("..");
  }

  /** The value of a key, or null if it is missing or empty. */
  String get(String key) {
    String value = values.get(key);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Whether a key is given without a value. */
  boolean isEmpty(String key) {
    return "".equals(values.get(key));
  }

  String get(String key, String otherwise) {
    return get(key) == null ? otherwise : get(key);
  }

  String require(String key) {
    if (get(key) == null) {
      throw new InvalidInputException("%s is missing; give %s=...".formatted(key, key));
    }
    return get(key);
  }

  /**
   * The path of the model, which decides the other keys. If it is missing, a key that no model has
   * may be a misspelling of it.
   */
  String requireModel(List<String> keys) {
    if (get("model") == null) {
      requireKnown(keys, List.of());
    }
    return require("model");
  }

  /** A whole number, or {@code otherwise} if the key is missing. */
  int whole(String key, int otherwise) {
    return get(key) == null ? otherwise : (int) parse(key, get(key), true);
  }

  /** A number, or {@code otherwise} if the key is missing. */
  double number(String key, double otherwise) {
    return get(key) == null ? otherwise : parse(key, get(key), false);
  }

  private static double parse(String key, String value, boolean whole) {
    try {
      return whole ? Integer.parseInt(value) : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "%s is %s; expected %s number".formatted(key, value, whole ? "a whole" : "a"), e);
    }
  }

  boolean flag(String key) {
    return get(key) != null && parseBoolean(key, get(key));
  }

  /** Sets each of these Params that has a value here. */
  void setParams(Params owner, List<? extends Param<?>> params) {
    for (Param<?> param : params) {
      String value = get(param.name());
      if (value != null) {
        set(owner, param, value);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void set(Params owner, Param<?> param, String value) {
    owner.set((Param<Object>) param, parse(param, value));
  }

  /**
   * The value of a Param.
   *
   * @throws InvalidInputException if the value has another type
   */
  static Object parse(Param<?> param, String value) {
    try {
      if (param instanceof IntParam) {
        return Integer.parseInt(value);
      } else if (param instanceof LongParam) {
        return Long.parseLong(value);
      } else if (param instanceof DoubleParam) {
        return Double.parseDouble(value);
      } else if (param instanceof BooleanParam) {
        return parseBoolean(param.name(), value);
      } else if (param instanceof StringArrayParam) {
        return value.split("\\s*,\\s*");
      } else {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "%s is %s; expected %s number"
              .formatted(param.name(), value, param instanceof DoubleParam ? "a" : "a whole"),
          e);
    }
  }

  private static boolean parseBoolean(String key, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new InvalidInputException("%s is %s; expected true or false".formatted(key, value));
    }
    return value.equals("true");
  }
}
