package org.sparkrnn.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/**
 * A benchmark's key=value arguments. A benchmark reads each of its keys, with a default, and then
 * gets the {@link #line} of its results, which begins with all of them. Keys that were not read by
 * then are errors.
 */
public final class Arguments {
  private final String name;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Map<String, Object> known = new LinkedHashMap<>();

  /**
   * @param args the benchmark's name, then key=value
   */
  public Arguments(String... args) {
    name = args[0];
    for (String arg : List.of(args).subList(1, args.length)) {
      int equals = arg.indexOf('=');
      if (equals < 1) {
        throw new InvalidInputException("\"%s\" is not of the form key=value".formatted(arg));
      }
      given.put(arg.substring(0, equals), arg.substring(equals + 1));
    }
  }

  /** A number of at least 1. */
  public int number(String key, int otherwise) {
    return number(key, otherwise, 1);
  }

  public int number(String key, int otherwise, int least) {
    int value;
    try {
      value = Integer.parseInt(given.getOrDefault(key, String.valueOf(otherwise)));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("%s=%s is not a number".formatted(key, given.get(key)));
    }
    if (value < least) {
      throw new InvalidInputException(
          "%s=%d is too small; at least %d".formatted(key, value, least));
    }
    known.put(key, value);
    return value;
  }

  /** A text, such as a path. */
  public String text(String key, String otherwise) {
    String value = given.getOrDefault(key, otherwise);
    known.put(key, value);
    return value;
  }

  public int threads() {
    return number("threads", Runtime.getRuntime().availableProcessors());
  }

  public Effort effort() {
    return new Effort(choice("quick", "false", "true").equals("true"));
  }

  /** One of the {@code allowed} values; the first one is the default. */
  public String choice(String key, String... allowed) {
    String value = given.getOrDefault(key, allowed[0]);
    if (!List.of(allowed).contains(value)) {
      throw new InvalidInputException(
          "%s=%s is none of %s".formatted(key, value, String.join(", ", allowed)));
    }
    known.put(key, value);
    return value;
  }

  /**
   * An empty line of results of this benchmark with these parameters.
   *
   * @throws InvalidInputException if a key was given that the benchmark did not read
   */
  public JsonLine line() {
    for (String key : given.keySet()) {
      if (!known.containsKey(key)) {
        throw new InvalidInputException(
            "%s knows no key %s; did you mean %s?"
                .formatted(name, key, Names.nearest(key, known.keySet()).orElse("none at all")));
      }
    }
    JsonLine line = new JsonLine().put("name", name);
    known.forEach(line::put);
    return line;
  }
}
