package org.sparkrnn.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sparkrnn.data.InvalidInputException;

/**
 * Reads the choices of a saved module. Exceptions name choices that are missing, unknown or of the
 * wrong type.
 */
public final class Choices {
  private static final String KIND = "module";

  private final String where;
  private final Map<String, Object> values;
  private final Set<String> read = new HashSet<>(List.of(KIND));

  private Choices(String where, Map<String, Object> values) {
    this.where = where;
    this.values = values;
  }

  /**
   * @param where names the module, for messages
   * @param value the parsed JSON value of the module
   * @throws InvalidInputException if it is not a map of names to values
   */
  public static Choices of(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidInputException(
          "%s is %s; expected an object with choices by name".formatted(where, value));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    map.forEach((name, choice) -> values.put(String.valueOf(name), choice));
    return new Choices(where, values);
  }

  /** A map of alternating names and values. */
  public static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return Collections.unmodifiableMap(map);
  }

  /** A spec with its kind, as {@link #of} reads it. */
  public static Map<String, Object> written(ModuleSpec spec) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(KIND, spec.kind());
    spec.choices()
        .forEach(
            (name, value) ->
                map.put(
                    name,
                    value instanceof List<?> list
                        ? list.stream()
                            .map(each -> each instanceof ModuleSpec inner ? written(inner) : each)
                            .toList()
                        : value));
    return map;
  }

  /** The kind of module that the choices describe. */
  public String kind() {
    return text(KIND);
  }

  /** Where the choices are, for messages. */
  public String where() {
    return where;
  }

  /** Whether there is a choice of this name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  private Object value(String name) {
    read.add(name);
    return values.get(name);
  }

  private InvalidInputException wrong(String name, String expected) {
    return new InvalidInputException(
        "%s has %s=%s; expected %s".formatted(where, name, values.get(name), expected));
  }

  /** A whole number. */
  public int integer(String name) {
    if (value(name) instanceof Integer number) {
      return number;
    }
    throw wrong(name, "a whole number");
  }

  /** A number. */
  public double real(String name) {
    if (value(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong(name, "a number");
  }

  /** True or false. */
  public boolean flag(String name) {
    if (value(name) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  /** A text. */
  public String text(String name) {
    if (value(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "a text");
  }

  /** The constant that users write in this way. */
  public <E extends Enum<E>> E constant(String name, E[] constants, Function<E, String> written) {
    String text = text(name);
    return Arrays.stream(constants)
        .filter(constant -> written.apply(constant).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    name,
                    "one of "
                        + Arrays.stream(constants).map(written).collect(Collectors.joining(", "))));
  }

  /** Numbers, or null if there is no such choice. */
  public float[] floats(String name) {
    Object value = value(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list) || !list.stream().allMatch(Number.class::isInstance)) {
      throw wrong(name, "a list of numbers");
    }
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = ((Number) list.get(i)).floatValue();
    }
    return floats;
  }

  /** The modules of a list. */
  public List<Choices> modules(String name) {
    if (!(value(name) instanceof List<?> list)) {
      throw wrong(name, "a list of modules");
    }
    List<Choices> modules = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      modules.add(of("%s, %s %d".formatted(where, name, i + 1), list.get(i)));
    }
    return modules;
  }

  /** The choices of a nested module. */
  public Choices module(String name) {
    return of(where + ", " + name, value(name));
  }

  /**
   * @throws InvalidInputException if there are choices that were not read
   */
  public void requireAllRead() {
    Set<String> others = new HashSet<>(values.keySet());
    others.removeAll(read);
    if (!others.isEmpty()) {
      throw new InvalidInputException(
          "%s has the unknown choices %s; it may have been written by a newer version"
              .formatted(where, String.join(", ", others)));
    }
  }
}
