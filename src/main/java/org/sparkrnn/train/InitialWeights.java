package org.sparkrnn.train;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.Digests;
import org.sparkrnn.nn.ParamLayout;

/**
 * Initial weights that are not random: pretrained tensors under the network's names. If the rows of
 * a tensor belong to entries of a vocabulary, each row goes to the network's row of the same entry;
 * the rows of new entries are random.
 */
public final class InitialWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The block of the table of tokens. */
  public static final String TABLE = "embedding.weight";

  /** All weights are random. */
  public static final InitialWeights NONE = new InitialWeights();

  // Plain arrays and maps, because Kryo may serialize broadcasts.
  private final TreeMap<String, float[]> values = new TreeMap<>(); // by tensor
  private final TreeMap<String, int[]> shapes = new TreeMap<>(); // by tensor
  private final TreeMap<String, int[]> rows = new TreeMap<>(); // see entries
  private final TreeMap<String, Integer> known = new TreeMap<>(); // entries of the tensors' rows
  private int first; // first row of the table that is a word vector
  private int trained; // number of those for training words; -1 if there are none

  private InitialWeights() {
    trained = -1;
  }

  /** Tensors and vocabularies are added one by one. */
  public static InitialWeights empty() {
    return new InitialWeights();
  }

  /**
   * Sets the last rows of the table of tokens to word vectors. Those of training words may be
   * followed by those of words that only the validation data has, which are never changed.
   *
   * @param first the first of these rows in the table
   * @param trained how many of them belong to training words
   * @param size D, the size of a row
   * @param values [rows, D], up to the table's end
   */
  public static InitialWeights ofRows(int first, int trained, int size, float[] values) {
    if (values.length == 0) {
      return NONE;
    }
    int n = values.length / size;
    int[] from = new int[first + n];
    for (int row = 0; row < from.length; row++) {
      from[row] = row < first ? -1 : row - first;
    }
    InitialWeights weights =
        empty().tensor(TABLE, new int[] {n, size}, values).entries("tokens", from, n);
    weights.first = first;
    weights.trained = trained;
    return weights;
  }

  /**
   * Adds a tensor.
   *
   * @param name name of the network's tensor
   */
  public InitialWeights tensor(String name, int[] shape, float[] all) {
    values.put(name, all);
    shapes.put(name, shape);
    return this;
  }

  /**
   * Sets the entries to which rows of tensors belong.
   *
   * @param vocabulary the vocabulary's name in {@link ParamLayout.Entries}
   * @param from the initial row of each entry of the network, or -1
   * @param count number of entries of the tensors
   */
  public InitialWeights entries(String vocabulary, int[] from, int count) {
    rows.put(vocabulary, from);
    known.put(vocabulary, count);
    return this;
  }

  /** Whether there are no such weights. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether a tensor of the network has pretrained initial weights. */
  public boolean covers(String tensor) {
    return values.containsKey(tensor);
  }

  /** The names of the tensors of a network whose initial weights are random. */
  public List<String> missing(ParamLayout layout) {
    return layout.tensors().stream()
        .filter(tensor -> tensor.parts().stream().anyMatch(ParamLayout.Part::written))
        .map(ParamLayout.Tensor::name)
        .filter(name -> !covers(name))
        .toList();
  }

  /** The tensors that do not fit a network, with one text each; empty if all fit. */
  public List<String> misfits(ParamLayout layout) {
    List<String> misfits = new ArrayList<>();
    for (String name : values.keySet()) {
      ParamLayout.Tensor here = find(layout, name);
      String there = Arrays.toString(shapes.get(name));
      if (here == null) {
        misfits.add("%s has shape %s there and is not in this network".formatted(name, there));
      } else if (!fits(here, layout.entries(name).orElse(null))) {
        misfits.add(
            "%s has shape %s there and %s here"
                .formatted(name, there, Arrays.toString(here.shape())));
      }
    }
    return misfits;
  }

  private static ParamLayout.Tensor find(ParamLayout layout, String name) {
    return layout.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElse(null);
  }

  private boolean fits(ParamLayout.Tensor here, ParamLayout.Entries entries) {
    int[] there = shapes.get(here.name());
    if (entries == null || !rows.containsKey(entries.vocabulary())) {
      return Arrays.equals(there, here.shape());
    }
    int added = rows.get(entries.vocabulary()).length - known.get(entries.vocabulary());
    int[] grown = there.clone();
    for (int axis = 0; axis < grown.length; axis++) {
      grown[axis] += axis == 0 || entries.columns() ? added : 0;
    }
    return Arrays.equals(grown, here.shape());
  }

  /**
   * Replaces random weights by these.
   *
   * @throws IllegalArgumentException if they do not fit: see {@link #misfits}
   */
  void begin(float[] w, ParamLayout layout) {
    List<String> misfits = misfits(layout);
    if (!misfits.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", misfits));
    }
    // A parameter may be the sum of two tensors, such as the biases of a cell.
    for (int i = 0; i < 2; i++) {
      boolean clears = i == 0;
      for (Map.Entry<String, float[]> tensor : values.entrySet()) {
        float[] from = clears ? null : tensor.getValue();
        ParamLayout.Tensor to = find(layout, tensor.getKey());
        place(w, to, layout.entries(to.name()).orElse(null), from);
      }
    }
  }

  /**
   * @param from the values to add, or null to write zeros
   */
  private void place(float[] w, ParamLayout.Tensor to, ParamLayout.Entries entries, float[] from) {
    int[] source = entries == null ? null : rows.get(entries.vocabulary());
    if (source == null) {
      place(w, to, 0, to.size(), from, 0);
      return;
    }
    int count = to.shape()[0];
    int size = to.size() / count;
    int sizeThere = shapes.get(to.name()).length == 1 ? 1 : shapes.get(to.name())[1];
    for (int row = 0; row < count; row++) {
      int there = row(source, entries.vocabulary(), row);
      if (there >= 0 && !entries.columns()) {
        place(w, to, row * size, size, from, there * size);
      }
      for (int column = 0; there >= 0 && entries.columns() && column < size; column++) {
        int columnThere = row(source, entries.vocabulary(), column);
        if (columnThere >= 0) {
          place(w, to, row * size + column, 1, from, there * sizeThere + columnThere);
        }
      }
    }
  }

  /** The initial row of a row of the network; rows after those of the entries keep their order. */
  private int row(int[] source, String vocabulary, int row) {
    return row < source.length ? source[row] : row - source.length + known.get(vocabulary);
  }

  /** The places of some values of a tensor, which may be several. */
  private static void place(
      float[] w, ParamLayout.Tensor to, int begin, int count, float[] from, int at) {
    int offset = 0; // of the part in the tensor
    for (ParamLayout.Part part : to.parts()) {
      int first = Math.max(begin, offset);
      int end = Math.min(begin + count, offset + part.size());
      for (int i = first; i < end; i++) {
        int k = part.offset() + i - offset;
        w[k] = from == null ? 0 : w[k] + from[at + i - begin];
      }
      offset += part.size();
    }
  }

  /** The offset of the first word vector in the flat vector. */
  int from(ParamLayout layout) {
    return trained < 0 ? 0 : row(first, layout);
  }

  /** The offset after the vectors of training words. */
  int trainedTo(ParamLayout layout) {
    return trained < 0 ? 0 : row(first + trained, layout);
  }

  /** The offset after the last word vector. */
  int to(ParamLayout layout) {
    return trained < 0 ? 0 : layout.block(TABLE).end();
  }

  private static int row(int row, ParamLayout layout) {
    ParamLayout.Block table = layout.block(TABLE);
    return table.offset() + row * table.cols();
  }

  /** A digest of these weights, in hexadecimal. */
  public String sha256() {
    MessageDigest digest = Digests.sha256();
    values.values().forEach(all -> Digests.add(digest, all, 0, all.length));
    return HexFormat.of().formatHex(digest.digest());
  }
}
