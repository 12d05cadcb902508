package org.sparkrnn.ml.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;

class StepShadesTest {
  private static NetworkBuilder network() {
    return NetworkSpec.builder()
        .vocabularySize(3)
        .inputSize(4)
        .cell(CellType.GRU)
        .hiddenSize(5)
        .head(HeadType.SOFTMAX)
        .readout(Readout.LAST_STEP)
        .pooling(PoolingType.ATTENTION)
        .outputSize(2);
  }

  @Test
  void theStepOfMostAttentionIsTheDarkest() {
    StepShades shades =
        StepShades.ofAttention(
            new float[] {0.1f, 0.5f, 0.15f, 0.25f},
            network().build(),
            new String[] {"a", "b", "c", "d"},
            4);
    assertArrayEquals(new float[] {0.2f, 1, 0.3f, 0.5f}, shades.shades(), 1e-6f);
    assertEquals("most attention: “b” 50 %, “d” 25 %, “c” 15 %", shades.note());
  }

  /**
   * An output step shades the input steps from its own first one up to that of the next output
   * step.
   */
  @Test
  void stepsThatWereTakenTogetherAreShadedAlike() {
    NetworkSpec spec = network().convLayers(List.of(new ConvolutionSpec(4, 3, 2))).build();
    StepShades shades = StepShades.ofAttention(new float[] {0.2f, 0.2f, 0.6f}, spec, null, 5);
    float third = 1 / 3f;
    assertArrayEquals(new float[] {third, third, third, third, 1}, shades.shades(), 1e-6f);
    assertEquals("most attention: step 5 60 %, step 1 20 %, step 2 20 %", shades.note());
  }

  @Test
  void theLeastCertainStepIsTheDarkest() {
    StepShades shades =
        StepShades.ofCertainty(
            new float[] {1.0000001f, 0.25f, 0.75f, 0.9f},
            new String[] {"W", "X", "Y", "Z"},
            new String[] {"a", "b", "c", "x".repeat(50)});
    assertArrayEquals(new float[] {0, 0.75f, 0.25f, 0.1f}, shades.shades(), 1e-6f);
    assertEquals(
        "least certain: “b” as X 25 %, “c” as Y 75 %, “" + "x".repeat(40) + "…” as Z 90 %",
        shades.note());
  }
}
