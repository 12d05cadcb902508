package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.PackedColumn;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.evaluation.MultilabelCounts;
import org.sparkrnn.ml.evaluation.RegressionCounts;
import org.sparkrnn.ml.evaluation.TaggingCounts;
import org.sparkrnn.nn.Evaluation;
import org.sparkrnn.nn.Gradient;
import org.sparkrnn.nn.GradientFlow;
import org.sparkrnn.nn.Initializer;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.ParamLayout;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.predict.Tagger;
import org.sparkrnn.testkit.Cases;
import org.sparkrnn.testkit.Networks;
import org.sparkrnn.train.InitialWeights;
import org.sparkrnn.train.shard.Shard;
import org.sparkrnn.train.step.Floats;
import org.sparkrnn.train.step.GradientSum;
import org.sparkrnn.train.step.WeightRows;

/** Objects in shuffles, broadcasts and task results with Kryo as serializer. */
class KryoTest {
  private static final SerializerInstance KRYO = new KryoSerializer(new SparkConf()).newInstance();

  private static <T extends Serializable> T copied(T value, Class<T> type) {
    scala.reflect.ClassTag<T> tag = scala.reflect.ClassTag$.MODULE$.apply(type);
    return KRYO.deserialize(KRYO.serialize(value, tag), tag);
  }

  private static NetworkSpec spec() {
    return NetworkSpec.builder()
        .vocabularySize(4)
        .inputSize(3)
        .cell(CellType.GRU)
        .hiddenSize(5)
        .outputSize(2)
        .build();
  }

  @Test
  void sequencesAndShardsSurvive() {
    List<EncodedSequence> sequences = Cases.sequences(spec(), 1, 3, 0, 5);
    EncodedSequence copy = copied(sequences.get(0), EncodedSequence.class);
    assertEquals(sequences.get(0).contentHash(), copy.contentHash());
    assertEquals(3, copy.length());
    SequenceBlock block = Cases.block(spec(), sequences);
    Shard shard = copied(new Shard(7, block), Shard.class);
    assertEquals(7, shard.index());
    assertArrayEquals(
        Cases.packed(block).column(ColumnSpec.TOKENS).ints(),
        Cases.packed(shard.block()).column(ColumnSpec.TOKENS).ints());
    assertArrayEquals(
        Cases.packed(block).column(ColumnSpec.TARGETS).ints(),
        Cases.packed(shard.block()).column(ColumnSpec.TARGETS).ints());
  }

  @Test
  void initialWeightsSurvive() {
    InitialWeights weights =
        InitialWeights.empty()
            .tensor("output.weight", new int[] {1, 2}, new float[] {1, 2})
            .entries("labels", new int[] {-1, 0}, 1);
    InitialWeights copy = copied(weights, InitialWeights.class);
    assertEquals(weights.sha256(), copy.sha256());
    ParamLayout layout = new Network(spec()).layout();
    assertEquals(
        List.of("output.weight has shape [1, 2] there and [2, 5] here"), copy.misfits(layout));
  }

  @Test
  void networksAndTargetsOfEveryKindSurvive() {
    for (Readout readout : Readout.values()) {
      for (NetworkSpec spec : Cases.losses(Networks.like(spec()).outputSize(3).readout(readout))) {
        assertEquals(spec, copied(spec, NetworkSpec.class));
        List<EncodedSequence> sequences = Cases.weighted(Cases.sequences(spec, 1, 3, 0, 5));
        EncodedSequence copy = copied(sequences.get(2), EncodedSequence.class);
        assertEquals(sequences.get(2).contentHash(), copy.contentHash());
        SequenceBlock block = Cases.block(spec, sequences);
        PackedColumn expected = Cases.packed(block).column(ColumnSpec.TARGETS);
        PackedColumn actual =
            Cases.packed(copied(block, SequenceBlock.class)).column(ColumnSpec.TARGETS);
        assertEquals(expected.spec(), actual.spec());
        assertArrayEquals(expected.ints(), actual.ints());
        assertArrayEquals(expected.floats(), actual.floats());
        assertEquals(expected.weight(0), actual.weight(0));
      }
    }
    Evaluation reals = copied(Evaluation.ofReals(3, 4, 6, 24, 12), Evaluation.class);
    assertEquals(0.5, reals.meanLoss());
    assertEquals(2, reals.rootMeanSquaredError());
    assertEquals(2, reals.meanAbsoluteError());
  }

  @Test
  void severalTargetsSurvive() {
    for (NetworkSpec spec : Cases.joints()) {
      assertEquals(spec, copied(spec, NetworkSpec.class));
      EncodedSequence sequence = Cases.sequences(spec, 1, 3).get(0);
      assertEquals(sequence.contentHash(), copied(sequence, EncodedSequence.class).contentHash());
    }
    SequenceEncoder encoder =
        new SequenceEncoder(null, 3, null)
            .with(
                new LabelEncoder(Readout.EACH_STEP, new Vocabulary(List.of("O", "B-X"), false))
                    .with(LabelScheme.BIO, LabelScheme.IOB1),
                new LabelEncoder(Readout.LAST_STEP, new Vocabulary(List.of("go"), false)));
    SequenceEncoder copy = copied(encoder, SequenceEncoder.class);
    assertEquals(LabelScheme.IOB1, copy.targets().get(0).given());
    assertEquals(Readout.LAST_STEP, copy.targets().get(1).per());
    assertEquals(0, copy.target(1).labelId("go", ""));
    TaggingCounts counts = new TaggingCounts();
    counts.further.add(new TaggingCounts());
    counts.further.get(0).ofSequence = true;
    counts.further.get(0).add(new String[] {"go"}, new String[] {"go"}, null);
    TaggingCounts both = copied(counts, TaggingCounts.class).merge(counts);
    assertEquals(2, both.further.get(0).steps);
    assertTrue(both.further.get(0).ofSequence);
  }

  @Test
  void rowsOfWeightsSurvive() {
    scala.reflect.ClassTag<WeightRows> tag =
        scala.reflect.ClassTag$.MODULE$.apply(WeightRows.class);
    ParamLayout.Block table = new ParamLayout().table("table", 7, 3, Initializer.normal(1));
    WeightRows some = new WeightRows(Cases.parameters(40, 1), table, new int[] {2, 6});
    assertEquals(KRYO.serialize(some, tag), KRYO.serialize(copied(some, WeightRows.class), tag));
  }

  @Test
  void weightsAndGradientsSurvive() {
    float[] w = Cases.parameters(40_000, 1);
    assertArrayEquals(w, copied(new Floats(w), Floats.class).values());
    GradientSum part = new GradientSum(3).add(2, Gradient.ofDense(w.clone()), 0.5, 2.5, 4, 10);
    GradientSum sum =
        copied(part, GradientSum.class)
            .add(0, Gradient.ofDense(w.clone()), 1, 2, 2, 5)
            .add(1, Gradient.ofDense(new float[w.length]), 0, 0, 0, 1);
    assertEquals(1.5, sum.loss());
    assertEquals(4.5, sum.weight());
    assertEquals(6, sum.steps());
    assertEquals(2 * w[17], sum.gradient().flat()[17]);
    assertArrayEquals(sum.gradient().flat(), copied(sum, GradientSum.class).gradient().flat());
  }

  @Test
  void evaluationsAndCountsSurvive() {
    Evaluation evaluation = copied(Evaluation.ofLabels(3, 4, 4, 2), Evaluation.class);
    assertEquals(0.75, evaluation.meanLoss());
    assertEquals(0.5, evaluation.accuracy());
    TaggingCounts counts =
        new TaggingCounts().add(new String[] {"A", "B"}, new String[] {"A", "A"}, null);
    TaggingCounts copy = copied(counts, TaggingCounts.class);
    assertEquals(counts.confusion, copy.confusion);
    assertEquals(2, copy.steps);
    MultilabelCounts sets = new MultilabelCounts();
    sets.add(Set.of("A", "B"), Set.of("A"));
    MultilabelCounts more = copied(sets, MultilabelCounts.class).merge(sets);
    assertEquals(Set.of("A", "B"), more.labels);
    assertEquals(2 / (2 * 2.0), new MultilabelMetrics(more).hammingLoss());
    RegressionCounts errors = new RegressionCounts();
    errors.add(-2);
    assertEquals(
        2, new RegressionMetrics(copied(errors, RegressionCounts.class).merge(errors)).rmse());
  }

  @Test
  void vocabulariesAndTaggersSurvive() {
    Vocabulary tokens = new Vocabulary(List.of(Vocabulary.UNKNOWN, "a", "b", "c"), true);
    Vocabulary copy = copied(tokens, Vocabulary.class);
    assertEquals(tokens.entries(), copy.entries());
    assertEquals(2, copy.find("B"));
    SequenceEncoder encoder =
        new SequenceEncoder(tokens, 0, new Vocabulary(List.of("X", "Y"), false));
    float[] w = Cases.parameters(new Network(spec()).layout().size(), 5);
    Tagger tagger = new Tagger(spec(), w, encoder);
    String[] sentence = {"a", "c", "b", "?", "a", "a"};
    assertArrayEquals(tagger.tag(sentence), copied(tagger, Tagger.class).tag(sentence));
  }

  @Test
  void gradientFlowsSurvive() {
    Network network = new Network(spec());
    float[] w = Cases.parameters(network.layout().size(), 3);
    var batch = Cases.packed(Cases.block(spec(), Cases.sequences(spec(), 1, 3, 0, 5)));
    GradientFlow flow = network.gradientFlow(w, batch, network.newWorkspace(), 6);
    GradientFlow copy = copied(flow, GradientFlow.class);
    assertArrayEquals(flow.means(), copy.means());
    assertEquals(1, copy.sequences(4));
  }
}
