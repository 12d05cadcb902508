package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;
import org.sparkrnn.testkit.Cases;

/** Other classes need only the interface of an output, whatever its kind. */
class OutputSpecTest {
  private static final ColumnSpec LISTS =
      ColumnSpec.ofLists(ColumnSpec.TARGETS, Readout.LAST_STEP, 0);

  /** Like CTC: an additional blank at each step, and targets that are shorter lists of labels. */
  private static final class Blanks extends OutputSpec {
    private static final long serialVersionUID = 1L;
    private final int labels;
    private final ColumnSpec targets;

    private Blanks(int labels, ColumnSpec targets) {
      this.labels = labels;
      this.targets = targets;
    }

    @Override
    public String kind() {
      return "blanks";
    }

    @Override
    public Map<String, Object> choices() {
      return Map.of("labels", labels);
    }

    @Override
    public int outputSize() {
      return labels + 1;
    }

    @Override
    public int targetSize() {
      return labels;
    }

    @Override
    public Readout readout() {
      return Readout.EACH_STEP;
    }

    @Override
    public ColumnSpec targets() {
      return targets;
    }

    @Override
    public boolean stepsStandAlone() {
      return false;
    }

    @Override
    public boolean isLike(OutputSpec other) {
      return equals(other);
    }

    @Override
    public boolean givesClasses() {
      return true;
    }

    @Override
    public Criterion criterion() {
      return Criterion.LOSS;
    }

    @Override
    public long floatsPerStep(int width) {
      return 0;
    }

    @Override
    public long scratchFloats(int width) {
      return 0;
    }

    @Override
    public int stateSize() {
      return 0;
    }

    @Override
    public void requireFits(NetworkSpec network) {}

    @Override
    public OutputModule create(ModuleContext context, int width) {
      throw new UnsupportedOperationException();
    }
  }

  private static NetworkBuilder strided(ColumnSpec targets) {
    return NetworkSpec.builder()
        .cell(CellType.GRU)
        .inputSize(3)
        .hiddenSize(4)
        .outputSize(2)
        .convLayers(ConvolutionSpec.parse("4x3x2"))
        .output(labels -> new Blanks(labels, targets));
  }

  @Test
  void targetsAreAsTheOutputWantsThem() {
    NetworkSpec spec = strided(LISTS).build();
    assertEquals(3, spec.outputSize());
    List<EncodedSequence> sequences = Cases.sequences(spec, 7, 5, 9, 2, 0, 6);
    PackedBatch batch = Cases.packed(Cases.block(spec, sequences));
    PackedColumn targets = batch.column(ColumnSpec.TARGETS);
    assertEquals(LISTS, targets.spec());
    for (int n = 0; n < targets.entries(); n++) {
      for (int i = 0; i < targets.count(n); i++) {
        assertTrue(targets.ints()[targets.start(n) + i] < 2, "a blank is no target");
      }
    }
    ColumnSpec vectors = ColumnSpec.ofLists(ColumnSpec.TARGETS, Readout.EACH_STEP, 3);
    NetworkSpec each = strided(vectors).convLayers(List.of()).build();
    Column column = Cases.sequences(each, 7, 5).get(0).column(ColumnSpec.TARGETS);
    assertEquals(vectors, column.spec());
  }

  @Test
  void aTargetOfEachStepNeedsAllOfThem() {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> strided(Targets.spec(Readout.EACH_STEP, 0)).build())
            .getMessage();
    assertTrue(message.startsWith("convLayers has 4x3x2 with stride 2"), message);
  }

  @Test
  void onlyRealsHaveALossOfTheirOwn() {
    OutputSpec output = strided(LISTS).build().output();
    assertThrows(UnsupportedOperationException.class, () -> output.loss(1, 2));
  }
}
