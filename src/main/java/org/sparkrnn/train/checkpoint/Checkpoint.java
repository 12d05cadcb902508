package org.sparkrnn.train.checkpoint;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.sparkrnn.data.InvalidInputException;

/**
 * The state of a training: values and float arrays by name, without any code. Each class writes and
 * reads its own state, so that new state concerns only one class. Doubles are written with the
 * decimal digits from which Java reads the same double.
 */
public final class Checkpoint {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, float[]> arrays = new LinkedHashMap<>();

  /**
   * Adds a value of a new name.
   *
   * @throws IllegalStateException if the name exists; the same holds for the other methods
   */
  public Checkpoint put(String name, String value) {
    if (values.put(name, value) != null) {
      throw new IllegalStateException("the checkpoint already has a value " + name);
    }
    return this;
  }

  /** Adds a whole number. */
  public Checkpoint put(String name, long value) {
    return put(name, Long.toString(value));
  }

  /** Adds a number. */
  public Checkpoint put(String name, double value) {
    return put(name, Double.toString(value));
  }

  /** Adds numbers under one name. */
  public Checkpoint put(String name, double[] list) {
    return put(name, Arrays.stream(list).mapToObj(Double::toString).collect(joined()));
  }

  /** Adds whole numbers under one name. */
  public Checkpoint put(String name, long[] list) {
    return put(name, Arrays.stream(list).mapToObj(Long::toString).collect(joined()));
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" ");
  }

  /** Adds an array, not copied: it must not change until this is written. */
  public Checkpoint put(String name, float[] array) {
    if (arrays.put(name, array) != null) {
      throw new IllegalStateException("the checkpoint already has an array " + name);
    }
    return this;
  }

  /** Whether there is a value or an array of that name. */
  public boolean has(String name) {
    return values.containsKey(name) || arrays.containsKey(name);
  }

  /**
   * The value of a name.
   *
   * @throws InvalidInputException if there is none
   */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new InvalidInputException(
          "the checkpoint has no value %s; it was not written by this version of spark-rnn"
              .formatted(name));
    }
    return value;
  }

  /** A whole number. */
  public long integer(String name) {
    return parse(name, Long::parseLong, "a whole number");
  }

  /**
   * A whole number within bounds, which is safe for loops and allocations.
   *
   * @throws InvalidInputException if the value is not such a number
   */
  public int integer(String name, int min, int max) {
    long value = integer(name);
    if (value < min || value > max) {
      throw new InvalidInputException(
          "the checkpoint's value %s is %d; expected a whole number from %d to %d"
              .formatted(name, value, min, max));
    }
    return (int) value;
  }

  /** A number. */
  public double real(String name) {
    return parse(name, Double::parseDouble, "a number");
  }

  /** All numbers of that name. */
  public double[] reals(String name) {
    return parse(name, Checkpoint::doubles, "numbers");
  }

  /** An expected number of numbers. */
  public double[] reals(String name, int count) {
    double[] numbers = reals(name);
    requireCount(name, numbers.length, count);
    return numbers;
  }

  /** An expected number of whole numbers. */
  public long[] integers(String name, int count) {
    long[] numbers = parse(name, Checkpoint::longs, "whole numbers");
    requireCount(name, numbers.length, count);
    return numbers;
  }

  private static void requireCount(String name, int numbers, int expected) {
    if (numbers != expected) {
      throw new InvalidInputException(
          "the checkpoint has %d numbers in %s; expected %d".formatted(numbers, name, expected));
    }
  }

  private static double[] doubles(String value) {
    return words(value).stream().mapToDouble(Double::parseDouble).toArray();
  }

  private static long[] longs(String value) {
    return words(value).stream().mapToLong(Long::parseLong).toArray();
  }

  private static List<String> words(String value) {
    return value.isEmpty() ? List.of() : List.of(value.split(" "));
  }

  private <T> T parse(String name, Function<String, T> parser, String expected) {
    String value = text(name);
    try {
      return parser.apply(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "the checkpoint's value %s is \"%s\"; expected %s".formatted(name, value, expected), e);
    }
  }

  /** The array of a name itself. */
  public float[] array(String name) {
    float[] array = arrays.get(name);
    if (array == null) {
      throw new InvalidInputException(
          "the checkpoint has no array %s; it was not written by this version of spark-rnn"
              .formatted(name));
    }
    return array;
  }

  /** Copies the array of a name over one of the same length. */
  public void copy(String name, float[] to) {
    float[] from = array(name);
    if (from.length != to.length) {
      throw new InvalidInputException(
          "the checkpoint's array %s has %d numbers; this network has %d"
              .formatted(name, from.length, to.length));
    }
    System.arraycopy(from, 0, to, 0, to.length);
  }

  /**
   * Copies weights as {@link #copy} does.
   *
   * @throws InvalidInputException also if one is not finite
   */
  public void copyWeights(String name, float[] to) {
    copy(name, to);
    for (int i = 0; i < to.length; i++) {
      if (!Float.isFinite(to[i])) {
        throw new InvalidInputException(
            "the array %s of the checkpoint contains %s at element %d; expected finite weights"
                .formatted(name, to[i], i));
      }
    }
  }

  /** All values, in the order in which they were put. */
  public Map<String, String> values() {
    return Collections.unmodifiableMap(values);
  }

  /** The values whose names begin with this, under the rest of their names. */
  public Map<String, String> valuesBelow(String prefix) {
    Map<String, String> below = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            below.put(name.substring(prefix.length()), value);
          }
        });
    return below;
  }

  /** All arrays themselves, in the order in which they were put. */
  public Map<String, float[]> arrays() {
    return Collections.unmodifiableMap(arrays);
  }
}
