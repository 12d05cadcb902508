package org.sparkrnn.testkit;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.nn.onnx.OnnxGraph;

/** A model in onnxruntime, with input sequences that are padded to the longest one. */
public final class OnnxRun implements AutoCloseable {
  /** An output as doubles; true and false are 1 and 0. */
  public record Output(long[] shape, double[] values) {}

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  public OnnxRun(OnnxGraph graph) {
    this(bytes(graph));
  }

  public OnnxRun(byte[] model) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(OnnxGraph graph) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      graph.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The types and dimensions of the inputs in the file; -1 for variable dimensions. */
  public Map<String, String> inputs() {
    return described(true);
  }

  /** The same for the outputs. */
  public Map<String, String> outputs() {
    return described(false);
  }

  private Map<String, String> described(boolean inputs) {
    Map<String, String> described = new TreeMap<>();
    for (NodeInfo info : infos(inputs).values()) {
      TensorInfo tensor = (TensorInfo) info.getInfo();
      described.put(info.getName(), tensor.type + Arrays.toString(tensor.getShape()));
    }
    return described;
  }

  private Map<String, NodeInfo> infos(boolean inputs) {
    try {
      return inputs ? session.getInputInfo() : session.getOutputInfo();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs a batch.
   *
   * @param padding number of steps after the longest sequence
   */
  public Map<String, Output> run(List<EncodedSequence> batch, int padding) {
    int B = batch.size();
    int longest = batch.stream().mapToInt(EncodedSequence::length).max().orElse(0);
    int T = Math.max(1, longest + padding);
    Map<String, OnnxTensor> feed = new HashMap<>();
    try {
      for (Map.Entry<String, NodeInfo> input : infos(true).entrySet()) {
        TensorInfo info = (TensorInfo) input.getValue().getInfo();
        long[] lengths = batch.stream().mapToLong(EncodedSequence::length).toArray();
        feed.put(
            input.getKey(),
            input.getKey().equals("lengths")
                ? OnnxTensor.createTensor(environment, LongBuffer.wrap(lengths), new long[] {B})
                : column(batch, input.getKey(), T, info));
      }
      try (OrtSession.Result result = session.run(feed)) {
        Map<String, Output> outputs = new TreeMap<>();
        for (Map.Entry<String, OnnxValue> output : result) {
          outputs.put(output.getKey(), output((OnnxTensor) output.getValue()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      feed.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor column(List<EncodedSequence> batch, String name, int T, TensorInfo info)
      throws OrtException {
    int B = batch.size();
    if (info.type == OnnxJavaType.INT64) {
      return info.getShape().length == 2 ? ids(batch, name, T) : lists(batch, name, T);
    }
    int width = (int) info.getShape()[2];
    double[] values = new double[B * T * width];
    Arrays.fill(values, 0.5); // padding may have any value
    for (int b = 0; b < B; b++) {
      Column column = batch.get(b).column(name);
      for (int i = 0; i < batch.get(b).length() * width; i++) {
        values[b * T * width + i] = column.floats()[i];
      }
    }
    long[] shape = {B, T, width};
    if (info.type == OnnxJavaType.DOUBLE) {
      return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), shape);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
  }

  private OnnxTensor ids(List<EncodedSequence> batch, String name, int T) throws OrtException {
    long[] ids = new long[batch.size() * T];
    for (int b = 0; b < batch.size(); b++) {
      for (int t = 0; t < batch.get(b).length(); t++) {
        ids[b * T + t] = batch.get(b).column(name).ints()[t];
      }
    }
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), new long[] {batch.size(), T});
  }

  private OnnxTensor lists(List<EncodedSequence> batch, String name, int T) throws OrtException {
    int L = 1;
    for (EncodedSequence sequence : batch) {
      for (int t = 0; t < sequence.length(); t++) {
        Column column = sequence.column(name);
        L = Math.max(L, column.start(t + 1) - column.start(t));
      }
    }
    long[] ids = new long[batch.size() * T * L];
    Arrays.fill(ids, -1);
    for (int b = 0; b < batch.size(); b++) {
      Column column = batch.get(b).column(name);
      for (int t = 0; t < batch.get(b).length(); t++) {
        for (int i = column.start(t); i < column.start(t + 1); i++) {
          ids[(b * T + t) * L + i - column.start(t)] = column.ints()[i];
        }
      }
    }
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(ids), new long[] {batch.size(), T, L});
  }

  private static Output output(OnnxTensor tensor) {
    TensorInfo info = tensor.getInfo();
    double[] values = new double[(int) info.getNumElements()];
    FloatBuffer floats = info.type == OnnxJavaType.FLOAT ? tensor.getFloatBuffer() : null;
    DoubleBuffer doubles = info.type == OnnxJavaType.DOUBLE ? tensor.getDoubleBuffer() : null;
    LongBuffer longs = info.type == OnnxJavaType.INT64 ? tensor.getLongBuffer() : null;
    ByteBuffer truths = info.type == OnnxJavaType.BOOL ? tensor.getByteBuffer() : null;
    for (int i = 0; i < values.length; i++) {
      if (floats != null) {
        values[i] = floats.get(i);
      } else if (longs != null) {
        values[i] = longs.get(i);
      } else {
        values[i] = doubles != null ? doubles.get(i) : truths.get(i);
      }
    }
    return new Output(info.getShape(), values);
  }

  /** The best label sequence from a crf's outputs for the T steps of the b-th sequence. */
  public static int[] best(Map<String, OnnxRun.Output> outputs, int b, int T) {
    OnnxRun.Output emissions = outputs.get("emissions");
    int K = (int) emissions.shape()[2];
    int padded = (int) emissions.shape()[1];
    double[][] score = new double[T][K];
    int[][] from = new int[T][K];
    for (int t = 0; t < T; t++) {
      for (int k = 0; k < K; k++) {
        double most = t == 0 ? at(outputs, "start", k) : Double.NEGATIVE_INFINITY;
        for (int j = 0; t > 0 && j < K; j++) {
          double one = score[t - 1][j] + at(outputs, "", j * K + k);
          if (one > most) {
            most = one;
            from[t][k] = j;
          }
        }
        score[t][k] = most + emissions.values()[(b * padded + t) * K + k];
      }
    }
    int label = 0;
    for (int k = 1; k < K; k++) {
      double one = score[T - 1][k] + at(outputs, "end", k);
      label = one > score[T - 1][label] + at(outputs, "end", label) ? k : label;
    }
    int[] labels = new int[T];
    for (int t = T - 1; t >= 0; t--) {
      labels[t] = label;
      label = from[t][label];
    }
    return labels;
  }

  /** A score of a transition, a first label or a last label; minus infinity if not allowed. */
  private static double at(Map<String, OnnxRun.Output> outputs, String edge, int i) {
    OnnxRun.Output allowed =
        outputs.get(edge.isEmpty() ? "allowed_transitions" : "allowed_" + edge + "s");
    boolean never = allowed != null && allowed.values()[i] == 0;
    String name = edge.isEmpty() ? "transitions" : edge + "_transitions";
    return never ? Double.NEGATIVE_INFINITY : outputs.get(name).values()[i];
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
