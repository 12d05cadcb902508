package org.sparkrnn.nn.onnx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ProtoMessage;

/**
 * A graph of ONNX operators of version {@link #OPSET}, to which modules add their own. Each value
 * has a name, and a node computes a new value from others. The numbers of fields are those in
 * onnx.proto, the description of the file format.
 */
public final class OnnxGraph {
  /** The version of the set of operators. */
  public static final int OPSET = 17;

  private static final int IR_VERSION = 8; // of the file format that came with that set
  private static final long MAX_BYTES = Integer.MAX_VALUE; // of any message of Protocol Buffers
  private static final int RAW_DATA = 9; // of TensorProto

  private final ProtoMessage graph = new ProtoMessage();
  private final List<OnnxValue> inputs = new ArrayList<>();
  private final List<OnnxValue> outputs = new ArrayList<>();
  private final Set<String> stored = new HashSet<>(); // names of tensors that the file holds
  private final Map<String, Integer> counts = new TreeMap<>(); // of values, by operator

  /** The exception for a part that operators cannot express. */
  public static InvalidInputException inexpressible(Object part) {
    return new InvalidInputException(
        "%s, a part of this model, cannot be exported to ONNX; export a model without it"
            .formatted(part instanceof Class<?> type ? type.getSimpleName() : part));
  }

  /** Declares an input, and returns its name. */
  public String input(OnnxValue input) {
    inputs.add(input);
    return input.name();
  }

  /** Makes a value an output under the output's name. */
  public void output(OnnxValue output, String value) {
    outputs.add(output);
    node("Identity", Map.of(), List.of(value), output.name());
  }

  /** The inputs so far. */
  public List<OnnxValue> inputs() {
    return List.copyOf(inputs);
  }

  /** The outputs so far. */
  public List<OnnxValue> outputs() {
    return List.copyOf(outputs);
  }

  /** Adds an operator without attributes and returns the name of its value. */
  public String node(String operator, String... values) {
    return node(operator, Map.of(), values);
  }

  /**
   * Adds an operator.
   *
   * @param attributes values by name: whole numbers, floats or texts, one or several
   * @param values the names of the values that it reads; empty for optional ones that are left out
   * @return the name of the first value that it computes
   */
  public String node(String operator, Map<String, Object> attributes, String... values) {
    String made = operator + "_" + (counts.merge(operator, 1, Integer::sum) - 1);
    node(operator, attributes, Arrays.asList(values), made);
    return made;
  }

  private void node(
      String operator, Map<String, Object> attributes, List<String> values, String made) {
    ProtoMessage node = new ProtoMessage();
    values.forEach(value -> node.text(1, value));
    node.text(2, made).text(3, made).text(4, operator);
    new TreeMap<>(attributes).forEach((name, value) -> node.message(5, attribute(name, value)));
    graph.message(1, node);
  }

  /** AttributeProto: the field of the value, and the constant of its type. */
  private static ProtoMessage attribute(String name, Object value) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    if (value instanceof Integer number) {
      return attribute.number(3, number).number(20, 2);
    } else if (value instanceof Float number) {
      return attribute.real(2, number).number(20, 1);
    } else if (value instanceof String text) {
      return attribute.text(4, text).number(20, 3);
    } else if (value instanceof int[] numbers) {
      Arrays.stream(numbers).forEach(number -> attribute.number(8, number));
      return attribute.number(20, 7);
    } else if (value instanceof float[] numbers) {
      for (float number : numbers) {
        attribute.real(7, number);
      }
      return attribute.number(20, 6);
    } else if (value instanceof List<?> texts) {
      texts.forEach(text -> attribute.text(9, (String) text));
      return attribute.number(20, 8);
    }
    throw new IllegalArgumentException("unsupported attribute type: " + value.getClass());
  }

  private ProtoMessage tensor(String name, OnnxType type, int... shape) {
    ProtoMessage tensor = new ProtoMessage();
    Arrays.stream(shape).forEach(length -> tensor.number(1, length));
    return tensor.number(2, type.code).text(8, name);
  }

  /**
   * Stores the values of an array from an index on, once for each name.
   *
   * @param w the array; not copied, so it must not change before the graph is written
   * @return the name
   */
  public String tensor(String name, float[] w, int from, int... shape) {
    if (stored.add(name)) {
      int count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
      graph.message(5, tensor(name, OnnxType.FLOAT, shape).floats(RAW_DATA, w, from, count));
    }
    return name;
  }

  /** Stores one float. */
  public String constant(float value) {
    return tensor("float_" + value, new float[] {value}, 0);
  }

  /** Stores a list of whole numbers of 64 bits. */
  public String constants(long... values) {
    String name = "int64_" + Arrays.toString(values).replaceAll("[^0-9-]+", "_");
    if (stored.add(name)) {
      graph.message(5, tensor(name, OnnxType.INT64, values.length).bytes(RAW_DATA, bytes(values)));
    }
    return name;
  }

  private static byte[] bytes(long... values) {
    ByteBuffer bytes = bytes(values.length);
    Arrays.stream(values).forEach(bytes::putLong);
    return bytes.array();
  }

  private static ByteBuffer bytes(int values) {
    return ByteBuffer.allocate(values * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Stores a vector in double precision. */
  public String doubles(String name, double... values) {
    if (stored.add(name)) {
      ByteBuffer bytes = bytes(values.length);
      Arrays.stream(values).forEach(bytes::putDouble);
      graph.message(5, tensor(name, OnnxType.DOUBLE, values.length).bytes(RAW_DATA, bytes.array()));
    }
    return name;
  }

  /** Stores booleans. */
  public String truths(String name, boolean[] values, int... shape) {
    if (stored.add(name)) {
      byte[] bytes = new byte[values.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (values[i] ? 1 : 0);
      }
      graph.message(5, tensor(name, OnnxType.BOOL, shape).bytes(RAW_DATA, bytes));
    }
    return name;
  }

  /** Casts values to another type. */
  public String cast(String value, OnnxType type) {
    return node("Cast", Map.of("to", type.code), value);
  }

  /** Joins values along an axis; a single value is returned as it is. */
  public String concat(int axis, List<String> values) {
    return values.size() == 1
        ? values.get(0)
        : node("Concat", Map.of("axis", axis), values.toArray(String[]::new));
  }

  /** A part of an axis: from one index to another, exclusive. */
  public String slice(String value, int axis, long from, long to) {
    return node("Slice", value, constants(from), constants(to), constants(axis));
  }

  /** Puts the axes into another order. */
  public String transpose(String value, int... order) {
    return node("Transpose", Map.of("perm", order), value);
  }

  /** Removes an axis of length 1. */
  public String squeeze(String value, int axis) {
    return node("Squeeze", value, constants(axis));
  }

  /** Adds an axis of length 1. */
  public String unsqueeze(String value, int axis) {
    return node("Unsqueeze", value, constants(axis));
  }

  /**
   * @throws InvalidInputException if the graph is larger than a file of this format can be
   */
  public void requireFits() {
    long size = model().size();
    if (size > MAX_BYTES) {
      throw new InvalidInputException(
          "the model takes %d bytes, but an ONNX file holds at most %d; train a smaller one, for example with a smaller vocabulary (minCount) or hiddenSize"
              .formatted(size, MAX_BYTES));
    }
  }

  /** Writes the file. */
  public void writeTo(OutputStream out) throws IOException {
    model().writeTo(out);
  }

  private ProtoMessage model() {
    ProtoMessage whole = new ProtoMessage();
    whole.text(2, "spark-rnn");
    inputs.forEach(input -> whole.message(11, input.message()));
    outputs.forEach(output -> whole.message(12, output.message()));
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .text(2, "spark-rnn")
        .message(7, whole.with(graph))
        .message(8, new ProtoMessage().text(1, "").number(2, OPSET));
  }
}
