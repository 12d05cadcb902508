package org.sparkrnn.ml.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** Values by the names of Params, in the order in which they are printed. */
public final class Settings {
  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Values by name. */
  public static Settings of(Map<String, Object> values) {
    Settings settings = new Settings();
    settings.values.putAll(values);
    return settings;
  }

  /** Adds a value. */
  Settings with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** Removes values. */
  public Settings without(String... names) {
    for (String name : names) {
      values.remove(name);
    }
    return this;
  }

  /** The value of a Param, or null if none is chosen. */
  public Object get(String name) {
    return values.get(name);
  }

  /**
   * Sets Params; those that the user set keep their values.
   *
   * @return the values that were set
   */
  public Settings fill(Params params) {
    Settings chosen = new Settings();
    values.forEach(
        (name, value) -> {
          Param<Object> param = params.getParam(name);
          if (!params.isSet(param)) {
            params.set(param, value);
            chosen.with(name, value);
          }
        });
    return chosen;
  }

  /** These values and then the others. */
  public Settings plus(Settings others) {
    Settings all = new Settings();
    all.values.putAll(values);
    all.values.putAll(others.values);
    return all;
  }

  /** Values by name; must not be changed. */
  public Map<String, Object> values() {
    return Map.copyOf(values);
  }

  /** Whether there are no values. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** name=value, as in a configuration, separated by blanks. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
