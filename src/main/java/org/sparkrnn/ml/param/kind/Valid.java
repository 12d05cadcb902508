package org.sparkrnn.ml.param.kind;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.TimeForm;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import scala.runtime.AbstractFunction1;

/**
 * Param validators whose message says what was expected; Spark's own say only that a value is
 * invalid.
 */
public final class Valid {
  private Valid() {}

  /**
   * Checks Params that were read from a file, because Spark sets their values there without
   * validation.
   *
   * @throws IllegalArgumentException if a value is not valid for its Param
   */
  public static void requireAll(Params params) {
    for (Param<?> param : params.params()) {
      if (params.isDefined(param)) {
        requireValid(param, params.getOrDefault(param));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void requireValid(Param<T> param, Object value) {
    if (!(boolean) param.isValid().apply((T) value)) {
      throw new IllegalArgumentException(
          "%s is %s, which is not a valid value".formatted(param.name(), value));
    }
  }

  /** Serializable, as Params are. */
  private abstract static class Check<T> extends AbstractFunction1<T, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String param;
    private final String expected;

    Check(String param, String expected) {
      this.param = param;
      this.expected = expected;
    }

    abstract boolean accepts(T value);

    @Override
    public Object apply(T value) {
      if (!accepts(value)) {
        throw new InvalidInputException("%s is %s; expected %s".formatted(param, value, expected));
      }
      return true;
    }
  }

  /** A number of folds; a single fold is not allowed. */
  public static AbstractFunction1<Object, Object> folds(String param) {
    return new Check<>(
        param,
        "2 or more, or 0 to let them be chosen; to hold out rows only once, set validationFraction") {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(Object value) {
        int folds = ((Number) value).intValue();
        return folds == 0 || folds >= 2;
      }
    };
  }

  /** An integer of at least {@code min}. */
  public static AbstractFunction1<Object, Object> atLeast(String param, long min) {
    return new Check<>(param, "an integer of at least " + min) {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(Object value) {
        return ((Number) value).longValue() >= min;
      }
    };
  }

  /** An integer from {@code min} to {@code max}. */
  public static AbstractFunction1<Object, Object> between(String param, long min, long max) {
    return new Check<>(param, "an integer from %d to %d".formatted(min, max)) {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(Object value) {
        long v = ((Number) value).longValue();
        return v >= min && v <= max;
      }
    };
  }

  /**
   * A number above {@code min}, or at least {@code min} if {@code inclusive}, and below {@code
   * end}.
   */
  public static AbstractFunction1<Object, Object> within(
      String param, double min, boolean inclusive, double end) {
    String expected =
        "a number %s %s%s"
            .formatted(
                inclusive ? "of at least" : "above",
                plain(min),
                Double.isInfinite(end) ? "" : " and below " + plain(end));
    return new Check<>(param, expected) {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(Object value) {
        double v = (Double) value;
        return (inclusive ? v >= min : v > min) && v < end;
      }
    };
  }

  /** Any number that is neither infinite nor NaN. */
  public static AbstractFunction1<Object, Object> finite(String param) {
    return new Check<>(param, "a finite number") {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(Object value) {
        return Double.isFinite((Double) value);
      }
    };
  }

  /** One of these texts. */
  public static AbstractFunction1<String, Object> oneOf(String param, List<String> values) {
    List<String> allowed = List.copyOf(values);
    return new Check<>(param, "one of " + String.join(", ", allowed)) {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(String value) {
        return value != null && allowed.contains(value);
      }
    };
  }

  /** One of the names of an enum's constants. */
  public static <E> AbstractFunction1<String, Object> oneOf(
      String param, E[] values, Function<E, String> paramValue) {
    return oneOf(param, Arrays.stream(values).map(paramValue).toList());
  }

  /** A text that is not empty. */
  public static AbstractFunction1<String, Object> columnName(String param) {
    return new Check<>(param, "the name of a column") {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(String value) {
        return value != null && !value.isEmpty();
      }
    };
  }

  /** A text that is not blank. */
  public static AbstractFunction1<String, Object> path(String param) {
    return new Check<>(param, "a path") {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(String value) {
        return value != null && !value.isBlank();
      }
    };
  }

  /** A list of convolutions, with a message of its own about what is wrong. */
  public static AbstractFunction1<String, Object> convLayers(String param) {
    return new Check<>(param, "a list of convolutions") {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(String value) {
        return value != null && ConvolutionSpec.parse(value) != null;
      }
    };
  }

  /** A form of times, with a message of its own about what is wrong. */
  public static AbstractFunction1<String, Object> timeForm(String param) {
    return new Check<>(param, "a form of times") {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(String value) {
        return value != null && TimeForm.of(value) != null;
      }
    };
  }

  /** A time zone of java.time. */
  public static AbstractFunction1<String, Object> timeZone(String param) {
    return new Check<>(param, "a time zone such as Europe/Berlin") {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(String value) {
        return value != null && ZoneId.getAvailableZoneIds().contains(value);
      }
    };
  }

  /** Weights of classes, with a message of its own about what is wrong. */
  public static AbstractFunction1<String, Object> classWeights(String param) {
    return new Check<>(param, "weights of classes") {
      private static final long serialVersionUID = 1L;

      @Override
      boolean accepts(String value) {
        return value != null && ClassWeights.parse(value) != null;
      }
    };
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
