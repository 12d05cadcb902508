package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.output.CtcOutputSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.sequence.CellType;

class InitialWeightsTest {
  private static NetworkBuilder network(int vocabulary, int outputs) {
    return NetworkSpec.builder()
        .vocabularySize(vocabulary)
        .inputSize(2)
        .cell(CellType.GRU)
        .hiddenSize(1)
        .outputSize(outputs);
  }

  private static float[] counting(int from, int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = from + i;
    }
    return values;
  }

  private static float[] begun(InitialWeights weights, ParamLayout layout) {
    float[] w = new float[layout.size()];
    Arrays.fill(w, 0.5f);
    weights.begin(w, layout);
    return w;
  }

  private static float[] block(float[] w, ParamLayout layout, String name) {
    ParamLayout.Block block = layout.block(name);
    return Arrays.copyOfRange(w, block.offset(), block.end());
  }

  /** The blank follows the labels, whatever their number. */
  @Test
  void theBlankGoesOnBehindMoreLabels() {
    ParamLayout layout = new Network(network(3, 4).output(CtcOutputSpec::new).build()).layout();
    InitialWeights weights =
        InitialWeights.empty()
            .tensor("output.weight", new int[] {3, 1}, new float[] {1, 2, 9})
            .tensor("output.bias", new int[] {3}, new float[] {10, 20, 90})
            .entries("labels", new int[] {1, -1, 0, -1}, 2);
    assertEquals(List.of(), weights.misfits(layout));
    float[] w = begun(weights, layout);
    assertArrayEquals(new float[] {2, .5f, 1, .5f, 9}, block(w, layout, "output.weight"));
    assertArrayEquals(new float[] {20, .5f, 10, .5f, 90}, block(w, layout, "output.bias"));
    assertTrue(weights.covers("output.bias"));
    assertEquals(
        List.of(
            "embedding.weight",
            "rnn.weight_ih_l0",
            "rnn.weight_hh_l0",
            "rnn.bias_ih_l0",
            "rnn.bias_hh_l0"),
        weights.missing(layout));
  }

  @Test
  void aTableThatIsTheOutputsTooGrowsOnce() {
    ParamLayout layout =
        new Network(
                NetworkSpec.builder()
                    .vocabularySize(3)
                    .inputSize(2)
                    .cell(CellType.ELMAN)
                    .hiddenSize(2)
                    .outputSize(3)
                    .tiedEmbeddings(true)
                    .build())
            .layout();
    InitialWeights weights =
        InitialWeights.empty()
            .tensor("embedding.weight", new int[] {2, 2}, counting(1, 4))
            .tensor("output.bias", new int[] {2}, counting(7, 2))
            .entries("tokens", new int[] {0, 1, -1}, 2)
            .entries("labels", new int[] {0, 1, -1}, 2);
    float[] w = begun(weights, layout);
    assertArrayEquals(new float[] {1, 2, 3, 4, .5f, .5f}, block(w, layout, "embedding.weight"));
    assertArrayEquals(new float[] {7, 8, .5f}, block(w, layout, "output.bias"));
  }

  /** Two tensors of PyTorch are one bias here, except for a part of a GRU's. */
  @Test
  void biasesOfCellsAreAdded() {
    ParamLayout layout = new Network(network(2, 2).build()).layout();
    InitialWeights weights =
        InitialWeights.empty()
            .tensor("rnn.bias_ih_l0", new int[] {3}, new float[] {1, 2, 3})
            .tensor("rnn.bias_hh_l0", new int[] {3}, new float[] {10, 20, 30});
    float[] w = begun(weights, layout);
    assertArrayEquals(new float[] {11, 22, 3}, block(w, layout, "rnn.bias_ih_l0"));
    assertArrayEquals(new float[] {30}, block(w, layout, "rnn.bias_hn_l0"));
    assertArrayEquals(new float[] {.5f}, Arrays.copyOf(block(w, layout, "output.bias"), 1));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    ParamLayout layout = new Network(network(2, 2).build()).layout();
    InitialWeights weights =
        InitialWeights.empty()
            .tensor("rnn.weight_hh_l0", new int[] {8, 2}, new float[16])
            .tensor("rnn.weight_hh_l1", new int[] {3, 1}, new float[3])
            .tensor("output.weight", new int[] {3, 1}, new float[3])
            .entries("labels", new int[] {0, 1}, 2);
    List<String> misfits =
        List.of(
            "output.weight has shape [3, 1] there and [2, 1] here",
            "rnn.weight_hh_l0 has shape [8, 2] there and [3, 1] here",
            "rnn.weight_hh_l1 has shape [3, 1] there and is not in this network");
    assertEquals(misfits, weights.misfits(layout));
    float[] w = new float[layout.size()];
    assertEquals(
        String.join("; ", misfits),
        assertThrows(IllegalArgumentException.class, () -> weights.begin(w, layout)).getMessage());
  }

  @Test
  void otherValuesHaveAnotherDigest() {
    String sha = InitialWeights.ofRows(1, 1, 2, new float[] {1, 2}).sha256();
    assertEquals(sha, InitialWeights.ofRows(2, 1, 2, new float[] {1, 2}).sha256());
    assertNotEquals(sha, InitialWeights.ofRows(1, 1, 2, new float[] {1, 3}).sha256());
    assertTrue(InitialWeights.NONE.isEmpty());
  }

  private static List<String> ranges(ParamLayout layout, InitialWeights weights, String... blocks) {
    return HeldWeights.of(layout, weights, List.of(blocks)).ranges().stream()
        .map(range -> range.from() + " " + range.to() + " " + range.change())
        .toList();
  }

  @Test
  void rangesCoverAllWeightsOnce() {
    ParamLayout layout = new Network(network(4, 2).head(HeadType.SOFTMAX).build()).layout();
    int n = layout.size();
    assertEquals(List.of("0 " + n + " ALWAYS"), ranges(layout, InitialWeights.NONE));
    InitialWeights rows = InitialWeights.ofRows(1, 2, 2, new float[6]);
    assertEquals(
        List.of("0 2 ALWAYS", "2 6 LATER", "6 8 NEVER", "8 " + n + " ALWAYS"),
        ranges(layout, rows));
    assertEquals(
        List.of("0 14 NEVER", "14 " + n + " ALWAYS"),
        ranges(layout, rows, "embedding", "rnn.weight_ih"));
    ParamLayout.Block last = layout.block("rnn.bias_hn_l0");
    assertEquals(
        List.of(
            "0 %d ALWAYS".formatted(last.offset()),
            "%d %d NEVER".formatted(last.offset(), last.end()),
            "%d %d ALWAYS".formatted(last.end(), n)),
        ranges(layout, InitialWeights.NONE, "rnn.bias_hh_l0"));
    assertEquals(List.of("0 " + n + " NEVER"), ranges(layout, InitialWeights.NONE, ""));
    assertThrows(
        InvalidInputException.class, () -> ranges(layout, InitialWeights.NONE, "rnn.", "lstm."));
  }
}
