package org.sparkrnn.ml;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.Safetensors;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;

/**
 * A network's parameters as tensors under PyTorch's names and in its layouts, so that nn.RNN,
 * nn.LSTM and nn.GRU load them by name.
 *
 * <p>PyTorch has a second bias, {@code bias_hh}, in every recurrent layer. Where a cell of ours has
 * one bias, it is written as zeros, and what is read is added to the first; the {@code b_hn} of a
 * GRU, and of any cell that has one, is its end. A memoryless layer has no recurrent tensors.
 */
final class TorchWeights {
  private static final String BIAS_HN = "rnn.bias_hn_";
  private static final String BIAS_IH = "rnn.bias_ih_";
  private static final String WEIGHT_HH = "rnn.weight_hh_";
  private static final String BIAS_HH = "rnn.bias_hh_";

  /** A tensor and what it is made of: all of {@code data}. */
  private record Named(String name, int[] shape, float[] data) {}

  private TorchWeights() {}

  /** Writes all parameters as one safetensors file. */
  static void write(NetworkSpec spec, float[] w, OutputStream out) throws IOException {
    Safetensors.Writer writer = new Safetensors.Writer().metadata("format", "pt");
    for (Named tensor : tensors(spec, w)) {
      writer.add(tensor.name, tensor.shape, tensor.data);
    }
    writer.write(out);
  }

  /** SHA-256 of the float32 values in file order, in hexadecimal. */
  static String sha256(NetworkSpec spec, float[] w) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestOutputStream out =
          new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        for (Named tensor : tensors(spec, w)) {
          ByteBuffer bytes =
              ByteBuffer.allocate(tensor.data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
          bytes.asFloatBuffer().put(tensor.data);
          out.write(bytes.array());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads the parameters of a network.
   *
   * @throws InvalidInputException if a tensor is missing, left over, of another shape or not finite
   */
  static float[] read(NetworkSpec spec, InputStream in, long length, String file) {
    Safetensors tensors = Safetensors.read(in, length, file);
    requireSize(spec, tensors.names().size(), length, file);
    ParamLayout layout = new Network(spec).layout();
    float[] w = new float[layout.size()];
    Set<String> unused = new HashSet<>(tensors.names());
    for (ParamLayout.Block block : layout.blocks()) {
      if (block.name().startsWith(BIAS_HN)) {
        continue; // read with bias_ih, whose second bias holds it
      }
      float[] values = values(tensors, block.name(), shape(spec, block), file);
      unused.remove(block.name());
      System.arraycopy(values, 0, w, block.offset(), values.length);
      if (hasSecondBias(layout, block)) {
        String second = BIAS_HH + suffix(block);
        addSecondBias(layout, block, values(tensors, second, shape(spec, block), file), w);
        unused.remove(second);
      }
    }
    if (!unused.isEmpty()) {
      throw new InvalidInputException(
          "%s holds tensors that this model does not have: %s; it belongs to a model of other Params"
              .formatted(file, String.join(", ", unused)));
    }
    for (ParamLayout.Block block : layout.blocks()) {
      requireFinite(w, block, file);
    }
    return w;
  }

  /** What is read is finite, but a sum of two biases may not be. */
  private static void requireFinite(float[] w, ParamLayout.Block block, String file) {
    for (int i = block.offset(); i < block.end(); i++) {
      if (!Float.isFinite(w[i])) {
        throw new InvalidInputException(
            "%s: the biases of %s add up to %s; weights are finite"
                .formatted(file, block.name(), w[i]));
      }
    }
  }

  /** Before anything is allocated by what the metadata says: the file must be able to hold it. */
  private static void requireSize(NetworkSpec spec, int tensors, long length, String file) {
    int size = -1;
    if (spec.numLayers() <= tensors) {
      try {
        size = new Network(spec).layout().size();
      } catch (IllegalArgumentException e) {
        size = -1; // more than an array can hold, and so than this file
      }
    }
    if (size < 0 || (long) size * Float.BYTES > length) {
      throw new InvalidInputException(
          "%s of %d bytes and %d tensors is too small for the network that the model's metadata describes: %s"
              .formatted(file, length, tensors, spec));
    }
  }

  private static void addSecondBias(
      ParamLayout layout, ParamLayout.Block first, float[] second, float[] w) {
    int shared = second.length;
    Optional<ParamLayout.Block> bhn = layout.find(BIAS_HN + suffix(first));
    if (bhn.isPresent()) {
      shared -= bhn.get().size();
      System.arraycopy(second, shared, w, bhn.get().offset(), bhn.get().size());
    }
    for (int i = 0; i < shared; i++) {
      w[first.offset() + i] += second[i];
    }
  }

  private static List<Named> tensors(NetworkSpec spec, float[] w) {
    ParamLayout layout = new Network(spec).layout();
    List<Named> tensors = new ArrayList<>();
    for (ParamLayout.Block block : layout.blocks()) {
      if (block.name().startsWith(BIAS_HN)) {
        continue;
      }
      float[] values = Arrays.copyOfRange(w, block.offset(), block.end());
      tensors.add(new Named(block.name(), shape(spec, block), values));
      if (hasSecondBias(layout, block)) {
        float[] second = new float[values.length];
        layout
            .find(BIAS_HN + suffix(block))
            .ifPresent(
                bhn ->
                    System.arraycopy(
                        w, bhn.offset(), second, second.length - bhn.size(), bhn.size()));
        tensors.add(new Named(BIAS_HH + suffix(block), shape(spec, block), second));
      }
    }
    return tensors;
  }

  /** Whether this is a bias beside which PyTorch has another: in a layer with recurrent weights. */
  private static boolean hasSecondBias(ParamLayout layout, ParamLayout.Block block) {
    return block.name().startsWith(BIAS_IH) && layout.find(WEIGHT_HH + suffix(block)).isPresent();
  }

  /** Layer and direction of a {@code bias_ih}. */
  private static String suffix(ParamLayout.Block first) {
    return first.name().substring(BIAS_IH.length());
  }

  private static int[] shape(NetworkSpec spec, ParamLayout.Block block) {
    if (block.name().startsWith("conv.") && block.name().endsWith("weight")) { // Conv1d's
      int layer = Integer.parseInt(block.name().split("\\.")[1]);
      int width = spec.convLayers().get(layer).width();
      return new int[] {block.rows(), block.cols() / width, width};
    }
    return block.name().contains("bias")
        ? new int[] {block.cols()}
        : new int[] {block.rows(), block.cols()};
  }

  private static float[] values(Safetensors tensors, String name, int[] shape, String file) {
    Safetensors.Tensor tensor = tensors.get(name);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new InvalidInputException(
          "%s: tensor %s has shape %s; this model's is %s"
              .formatted(file, name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    float[] values = tensor.floats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InvalidInputException(
            "%s: tensor %s holds %s at element %d; weights are finite"
                .formatted(file, name, values[i], i));
      }
    }
    return values;
  }
}
