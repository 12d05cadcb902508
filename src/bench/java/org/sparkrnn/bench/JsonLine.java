package org.sparkrnn.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/** One JSON object for stdout; keys keep their order. */
public final class JsonLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final MathContext DIGITS = new MathContext(4);

  private final ObjectNode json = MAPPER.createObjectNode();

  /** Fractions are rounded to four digits. */
  public JsonLine put(String key, Object value) {
    json.set(key, MAPPER.valueToTree(value instanceof Double d ? round(d) : value));
    return this;
  }

  public JsonLine put(String key, double[] values) {
    json.set(key, MAPPER.valueToTree(Arrays.stream(values).mapToObj(JsonLine::round).toList()));
    return this;
  }

  /** Adds the times of steps as rates. */
  public JsonLine put(Times times, double tokens, double flops) {
    put("tokensPerSecond", Math.rint(tokens / times.median()));
    put("best", Math.rint(tokens / times.best()));
    return put("gflops", flops / times.median() / 1e9);
  }

  public JsonLine put(Meter meter, int steps) {
    put("allocatedBytesPerStep", meter.allocatedBytes() / steps);
    return put("gcMillis", meter.gcMillis());
  }

  public void print() {
    System.out.println(this);
  }

  @Override
  public String toString() {
    return json.toString();
  }

  private static Number round(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException(value + " is no result");
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole
        ? (Number) (long) value
        : (Number) new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
