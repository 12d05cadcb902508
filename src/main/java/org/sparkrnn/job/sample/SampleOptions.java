package org.sparkrnn.job.sample;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/** The options of a data set: whole numbers by name, each with a default. */
public final class SampleOptions {
  private final Map<String, Integer> values;
  private final Map<String, Integer> least;

  /**
   * @param defaults by name
   * @param least the smallest allowed value by name; 0 if there is none
   */
  SampleOptions(Map<String, Integer> defaults, Map<String, Integer> least) {
    this.values = new TreeMap<>(defaults);
    this.least = Map.copyOf(least);
  }

  /** The sorted names with their current values. */
  public Map<String, Integer> values() {
    return Collections.unmodifiableMap(values);
  }

  int get(String name) {
    return values.get(name);
  }

  /**
   * Sets an option.
   *
   * @param argument {@code name=value}
   * @throws InvalidInputException if there is no such option or the value is not allowed
   */
  public void set(String argument) {
    int equals = argument.indexOf('=');
    if (equals <= 0) {
      throw new InvalidInputException(
          "argument \"%s\" is not of the form key=value".formatted(argument));
    }
    String name = argument.substring(0, equals).strip();
    String value = argument.substring(equals + 1).strip();
    if (!values.containsKey(name)) {
      throw new InvalidInputException(
          "unknown key %s; did you mean %s? Known keys: %s"
              .formatted(
                  name,
                  Names.nearest(name, values.keySet()).orElseThrow(),
                  String.join(", ", values.keySet())));
    }
    int smallest = least.getOrDefault(name, 0);
    if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < smallest) {
      throw new InvalidInputException(
          "%s is %s; expected a whole number from %d to 999999999"
              .formatted(name, value, smallest));
    }
    values.put(name, Integer.parseInt(value));
  }
}
