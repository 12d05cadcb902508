package org.sparkrnn.predict.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sparkrnn.data.Digests;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Safetensors;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;

/**
 * The parameters of a network as tensors with PyTorch's names and layouts, as its modules declare
 * them, so that nn.RNN, nn.LSTM and nn.GRU can load them by name.
 */
public final class TorchWeights {
  private TorchWeights() {}

  /** Writes all parameters as one safetensors file. */
  public static void write(NetworkSpec spec, float[] w, OutputStream out) throws IOException {
    Safetensors.Writer writer = new Safetensors.Writer().metadata("format", "pt");
    for (ParamLayout.Tensor tensor : new Network(spec).layout().tensors()) {
      writer.add(tensor.name(), tensor.shape(), values(tensor, w));
    }
    writer.write(out);
  }

  /** The values of all tensors, in the order of a file. */
  public static Map<ParamLayout.Tensor, float[]> tensors(NetworkSpec spec, float[] w) {
    Map<ParamLayout.Tensor, float[]> all = new LinkedHashMap<>();
    new Network(spec).layout().tensors().forEach(tensor -> all.put(tensor, values(tensor, w)));
    return all;
  }

  /** SHA-256 of the float32 values in file order, in hexadecimal. */
  public static String sha256(NetworkSpec spec, float[] w) {
    MessageDigest digest = Digests.sha256();
    for (ParamLayout.Tensor tensor : new Network(spec).layout().tensors()) {
      float[] values = values(tensor, w);
      ByteBuffer bytes =
          ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(values);
      digest.update(bytes.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static float[] values(ParamLayout.Tensor tensor, float[] w) {
    float[] values = new float[tensor.size()];
    int at = 0;
    for (ParamLayout.Part part : tensor.parts()) {
      if (part.written()) {
        System.arraycopy(w, part.offset(), values, at, part.size());
      }
      at += part.size();
    }
    return values;
  }

  /**
   * Reads the parameters of a network.
   *
   * @throws InvalidInputException if a tensor is missing, unknown, has another shape, or is not
   *     finite
   */
  public static float[] read(NetworkSpec spec, InputStream in, long length, String file) {
    Safetensors tensors = Safetensors.read(in, length, file);
    requireSize(spec, tensors.names().size(), length, file);
    ParamLayout layout = new Network(spec).layout();
    float[] w = new float[layout.size()];
    Set<String> unused = new HashSet<>(tensors.names());
    for (ParamLayout.Tensor tensor : layout.tensors()) {
      float[] values = values(tensors, tensor.name(), tensor.shape(), file);
      unused.remove(tensor.name());
      int at = 0;
      for (ParamLayout.Part part : tensor.parts()) {
        for (int i = 0; i < part.size(); i++) {
          w[part.offset() + i] += values[at++];
        }
      }
    }
    if (!unused.isEmpty()) {
      throw new InvalidInputException(
          "%s contains tensors that this model does not have: %s; it belongs to a model with other Params"
              .formatted(file, String.join(", ", unused)));
    }
    for (ParamLayout.Block block : layout.blocks()) {
      requireFinite(w, block, file);
    }
    return w;
  }

  /** The values in the file are finite, but the sum of two biases may not be. */
  private static void requireFinite(float[] w, ParamLayout.Block block, String file) {
    for (int i = block.offset(); i < block.end(); i++) {
      if (!Float.isFinite(w[i])) {
        throw new InvalidInputException(
            "%s: the biases of %s add up to %s; expected finite weights"
                .formatted(file, block.name(), w[i]));
      }
    }
  }

  /** Checks that the file can hold the described network before anything is allocated for it. */
  private static void requireSize(NetworkSpec spec, int tensors, long length, String file) {
    int size = -1;
    try {
      size = new Network(spec).layout().size();
    } catch (IllegalArgumentException e) {
      size = -1; // more than an array can hold, and so more than this file holds
    }
    if (size < 0 || (long) size * Float.BYTES > length) {
      throw new InvalidInputException(
          "%s with %d bytes and %d tensors is too small for the network that the metadata of the model describes: %s"
              .formatted(file, length, tensors, spec));
    }
  }

  private static float[] values(Safetensors tensors, String name, int[] shape, String file) {
    Safetensors.Tensor tensor = tensors.get(name);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new InvalidInputException(
          "%s: tensor %s has shape %s; this model needs %s"
              .formatted(file, name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    float[] values = tensor.floats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InvalidInputException(
            "%s: tensor %s contains %s at element %d; expected finite weights"
                .formatted(file, name, values[i], i));
      }
    }
    return values;
  }
}
