package org.sparkrnn.ml.start;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Safetensors;

/** Reads a safetensors file, for example of PyTorch's state_dict. Pickles are rejected. */
final class TensorFile {
  private static final int HEAD = 9; // eight bytes of a safetensors file's length, and its {
  private static final List<String> PICKLES = List.of(".pt", ".pth", ".bin", ".ckpt", ".pkl");

  private TensorFile() {}

  /**
   * Reads the tensors, by name.
   *
   * @throws InvalidInputException if the file is a pickle or not a complete safetensors file, or
   *     has a number that is not finite
   */
  static Map<String, NamedTensor> read(FileSystem fs, FileStatus file) {
    String path = file.getPath().toString();
    try (InputStream in = new BufferedInputStream(fs.open(file.getPath()))) {
      in.mark(HEAD);
      byte[] head = in.readNBytes(HEAD);
      in.reset();
      requireNoPickle(head, path);
      Safetensors tensors = Safetensors.read(in, file.getLen(), path);
      Map<String, NamedTensor> all = new LinkedHashMap<>();
      for (String name : tensors.names()) {
        Safetensors.Tensor tensor = tensors.get(name);
        all.put(name, NamedTensor.finite(path, name, tensor.shape(), tensor.floats()));
      }
      return all;
    } catch (IOException e) {
      throw new InvalidInputException(
          "cannot read initialModel %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Rejects the files that torch.save writes: a zip archive or a pickle. */
  private static void requireNoPickle(byte[] head, String path) {
    if (head.length == HEAD && head[HEAD - 1] == '{') {
      return;
    }
    boolean zip = head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3;
    boolean pickle = head.length > 1 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= 5;
    String name = path.toLowerCase(Locale.ROOT);
    if (zip || pickle || PICKLES.stream().anyMatch(name::endsWith)) {
      throw new InvalidInputException(
          "initialModel %s is a pickle, which is not read because reading it can run any code; write its weights as safetensors, in Python: safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\")"
              .formatted(path));
    }
  }

  /**
   * A tensor of a model.
   *
   * @param name the model's name of the tensor
   * @param values values, row by row
   */
  record NamedTensor(String name, int[] shape, float[] values) {
    /** Makes a tensor after a check that its values are finite. */
    static NamedTensor finite(String path, String name, int[] shape, float[] values) {
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          throw new InvalidInputException(
              "initialModel %s: tensor %s has %s at element %d; weights must be finite"
                  .formatted(path, name, values[i], i));
        }
      }
      return new NamedTensor(name, shape, values);
    }

    @Override
    public String toString() {
      return name + Arrays.toString(shape);
    }
  }
}
