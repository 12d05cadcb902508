package org.sparkrnn.train.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.BatchPlan;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.StreamPlan;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Dropout;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.input.CategoriesSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.train.shard.Shard;

/** The rows of the table that a mini-batch names are all that it needs of the table. */
class TableRowsTest {
  private static final int V = 200;
  private static final InputNoise NOISE = new InputNoise(0.3, 0, 0, 0);
  private static final Dropout DROPOUT =
      new Dropout(0.2, 0.3, 0.1, false).droppingWeights(0.2).droppingStates(0.3);

  /** Whether some rows are not read; with the gradient of all weights, bit for bit, if so. */
  private static boolean rowsSuffice(
      NetworkSpec spec, BatchContribution function, Shard shard, int epoch, int batch) {
    ParamLayout.Block table = function.table();
    float[] w = Cases.parameters(new Network(spec).layout().size(), 21);
    int[] rows = function.tableRows(shard, epoch, batch);
    float[] some = sent(w, table, rows);
    GradientSum expected = function.add(new GradientSum(1), shard, w, null, epoch, batch);
    GradientSum actual = function.add(new GradientSum(1), shard, some, null, epoch, batch);
    assertEquals(expected.loss(), actual.loss(), 0.0);
    assertArrayEquals(expected.gradient().flat(), actual.gradient().flat(), 0f);
    assertArrayEquals(expected.gradient().rows(), rows);
    return rows.length < table.rows();
  }

  /** As an executor has them. */
  private static float[] sent(float[] all, ParamLayout.Block table, int[] rows) {
    WeightRows some = new WeightRows(all, table, rows);
    float[] w = some.places().newVector();
    some.writeTo(w);
    return w;
  }

  private static NetworkSpec words(CellType cell) {
    return NetworkSpec.builder()
        .vocabularySize(V)
        .inputSize(3)
        .cell(cell)
        .hiddenSize(5)
        .outputSize(4)
        .build();
  }

  @Test
  void ofWholeSequencesWithNoise() {
    List<NetworkSpec> specs = new ArrayList<>(Cases.characters());
    for (CellType cell : CellType.values()) {
      specs.add(words(cell));
    }
    int partly = 0;
    for (NetworkSpec spec : specs) {
      List<EncodedSequence> sequences = Cases.sequences(spec, 3, 5, 0, 9, 1, 3, 7);
      BatchPlan plan = new BatchPlan(8, sequences.size(), 1, 3);
      Shard shard = new Shard(0, Cases.block(spec, sequences));
      BatchContribution function = new GradientContribution(spec, plan, NOISE, DROPOUT);
      for (int epoch = 0; epoch < 2; epoch++) {
        for (int batch = 0; batch < plan.steps(); batch++) {
          partly += rowsSuffice(spec, function, shard, epoch, batch) ? 1 : 0;
        }
      }
    }
    assertTrue(partly > 4 * CellType.values().length, partly + " times");
  }

  @Test
  void ofCategories() {
    NetworkSpec spec =
        NetworkSpec.builder()
            .inputSize(3)
            .furtherInputs(List.of(new CategoriesSpec(9, 2, 3)))
            .cell(CellType.GRU)
            .hiddenSize(5)
            .outputSize(4)
            .build();
    Random random = new Random(3);
    List<EncodedSequence> sequences =
        Cases.sequences(spec, 3, 5, 9, 1, 3).stream()
            .map(
                sequence -> {
                  int[][] ids = {{random.nextInt(9), random.nextInt(9)}};
                  return sequence.with(Column.ofLists(TokenColumn.CATEGORIES.spec(), ids));
                })
            .toList();
    BatchPlan plan = new BatchPlan(8, sequences.size(), 1, 2);
    Shard shard = new Shard(0, Cases.block(spec, sequences));
    BatchContribution function =
        new GradientContribution(spec, plan, InputNoise.NONE, Dropout.NONE);
    for (int batch = 0; batch < plan.steps(); batch++) {
      assertTrue(rowsSuffice(spec, function, shard, 0, batch));
    }
  }

  @Test
  void ofStreams() {
    NetworkSpec spec = words(CellType.LSTM);
    Shard shard = new Shard(0, Cases.block(spec, Cases.sequences(spec, 3, 11, 11, 10)));
    StreamPlan plan = new StreamPlan(3, 32, 1, 4);
    StreamGradient function = new StreamGradient(spec, plan, 5, NOISE, DROPOUT);
    for (int chunk = 0; chunk < plan.chunks(); chunk++) {
      assertTrue(rowsSuffice(spec, function, shard, 1, chunk));
    }
  }

  @Test
  void aTableThatTheOutputSharesIsSentWhole() {
    NetworkSpec spec =
        NetworkSpec.builder()
            .vocabularySize(9)
            .inputSize(5)
            .cell(CellType.GRU)
            .hiddenSize(5)
            .outputSize(9)
            .tiedEmbeddings(true)
            .build();
    BatchPlan plan = new BatchPlan(8, 1, 1, 1);
    BatchContribution function =
        new GradientContribution(spec, plan, InputNoise.NONE, Dropout.NONE);
    assertNull(function.table());
    Shard shard = new Shard(0, Cases.block(spec, Cases.sequences(spec, 3, 5)));
    assertEquals(0, function.tableRows(shard, 0, 0).length);
    assertFalse(WeightRows.worthIt(100, null, 0));
  }
}
