package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.Targets;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.OutputSpec;
import org.sparkrnn.nn.input.CharacterLstmSpec;
import org.sparkrnn.nn.input.CharactersSpec;
import org.sparkrnn.nn.output.CrfOutputSpec;
import org.sparkrnn.nn.output.CtcOutputSpec;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.JointOutputSpec;
import org.sparkrnn.nn.output.Likelihood;
import org.sparkrnn.nn.output.LinearOutputSpec;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.LossType;
import org.sparkrnn.nn.output.PoolingType;
import org.sparkrnn.nn.sequence.Activation;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.nn.sequence.ConvolutionSpec;

/** Networks of every shape and random batches for them. */
public final class Cases {
  private Cases() {}

  /** Networks with every cell, activation and direction, depths 1 and 2, token and dense inputs. */
  public static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      boolean free = cell == CellType.ELMAN || cell == CellType.NONE;
      for (Activation f1 : free ? Activation.values() : new Activation[] {Activation.TANH}) {
        for (boolean bidirectional : new boolean[] {false, true}) {
          // wider than a vector and not a multiple of its length, for the vector kernels
          specs.add(
              NetworkSpec.builder()
                  .vocabularySize(9)
                  .inputSize(3)
                  .cell(cell)
                  .activation(f1)
                  .hiddenSize(21)
                  .bidirectional(bidirectional)
                  .outputSize(4)
                  .build());
          for (int layers = 1; layers <= 2; layers++) {
            for (int vocabulary : new int[] {0, 9}) {
              specs.add(
                  NetworkSpec.builder()
                      .vocabularySize(vocabulary)
                      .inputSize(3)
                      .cell(cell)
                      .activation(f1)
                      .hiddenSize(5)
                      .numLayers(layers)
                      .bidirectional(bidirectional)
                      .outputSize(4)
                      .build());
            }
          }
        }
      }
    }
    return specs;
  }

  /**
   * Networks with every head and loss, at each step and at the last step, with every cell and
   * direction.
   */
  public static List<NetworkSpec> heads() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      for (boolean bidirectional : new boolean[] {false, true}) {
        for (Readout readout : Readout.values()) {
          specs.addAll(
              losses(
                  NetworkSpec.builder()
                      .vocabularySize(bidirectional ? 6 : 0)
                      .inputSize(3)
                      .cell(cell)
                      .hiddenSize(4)
                      .bidirectional(bidirectional)
                      .outputSize(3)
                      .readout(readout)));
        }
      }
    }
    return specs;
  }

  /**
   * Networks with every pooling of all steps, with every cell, direction and loss, narrow and wide.
   */
  public static List<NetworkSpec> poolings() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (PoolingType pooling : PoolingType.values()) {
      NetworkBuilder network =
          NetworkSpec.builder().inputSize(3).readout(Readout.LAST_STEP).pooling(pooling);
      if (pooling == PoolingType.LAST) {
        continue; // included in heads()
      }
      for (CellType cell : CellType.values()) {
        for (boolean bidirectional : new boolean[] {false, true}) {
          network.cell(cell).bidirectional(bidirectional).vocabularySize(bidirectional ? 9 : 0);
          specs.add(network.hiddenSize(5).outputSize(4).build());
        }
      }
      specs.add(network.cell(CellType.ELMAN).hiddenSize(21).build());
      network.numLayers(2).hiddenSize(4).outputSize(3);
      specs.addAll(losses(network.cell(CellType.GRU)));
    }
    return specs;
  }

  /**
   * Networks that also read the characters of words, by filters of even and odd span or by an LSTM.
   */
  public static List<NetworkSpec> characters() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (int span = 1; span <= 4; span++) {
      specs.add(withCharacters(span % 2 == 1, span > 2, new CharactersSpec(7, 3, 4, span)));
    }
    for (int hiddenSize : new int[] {1, 4, 17}) { // narrower and wider than a vector of floats
      InputSpec spelled = new CharacterLstmSpec(7, 3, hiddenSize);
      specs.add(withCharacters(hiddenSize == 1, hiddenSize > 1, spelled));
    }
    return specs;
  }

  private static NetworkSpec withCharacters(
      boolean features, boolean bidirectional, InputSpec characters) {
    return NetworkSpec.builder()
        .vocabularySize(6)
        .inputSize(features ? 5 : 3)
        .joinedFeatures(features ? 2 : 0)
        .furtherInputs(List.of(characters))
        .cell(CellType.GRU)
        .bidirectional(bidirectional)
        .hiddenSize(5)
        .outputSize(4)
        .build();
  }

  /** Networks with a crf on every cell, narrow and wide. */
  public static List<NetworkSpec> crfs() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      NetworkBuilder network =
          NetworkSpec.builder().inputSize(3).cell(cell).hiddenSize(5).output(CrfOutputSpec::new);
      specs.add(network.vocabularySize(9).bidirectional(true).outputSize(3).build());
      specs.add(network.vocabularySize(0).bidirectional(false).outputSize(5).build());
      specs.add(network.hiddenSize(9).outputSize(2).build());
    }
    return specs;
  }

  /** Networks with several outputs, of steps and of sequences, in either order. */
  public static List<NetworkSpec> joints() {
    LinearOutputSpec steps = linear(Readout.EACH_STEP, PoolingType.LAST, 4);
    CrfOutputSpec crf = new CrfOutputSpec(3);
    LinearOutputSpec last = linear(Readout.LAST_STEP, PoolingType.LAST, 5);
    LinearOutputSpec attention = linear(Readout.LAST_STEP, PoolingType.ATTENTION, 3);
    List<NetworkSpec> specs = new ArrayList<>();
    for (List<OutputSpec> parts :
        List.of(
            List.<OutputSpec>of(steps, crf),
            List.<OutputSpec>of(crf, last),
            List.<OutputSpec>of(attention, crf, steps),
            List.<OutputSpec>of(steps, attention, attention, steps),
            List.<OutputSpec>of(last, attention))) {
      NetworkBuilder network = NetworkSpec.builder().inputSize(3).hiddenSize(5).outputSize(1);
      network.output(K -> new JointOutputSpec(parts)).cell(CellType.LSTM);
      specs.add(network.vocabularySize(9).bidirectional(true).build());
      specs.add(network.vocabularySize(0).cell(CellType.GRU).bidirectional(false).build());
    }
    return specs;
  }

  /** Networks with targets that are aligned with the steps, also after strides and repetitions. */
  public static List<NetworkSpec> ctcs() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      NetworkBuilder network =
          NetworkSpec.builder().inputSize(3).cell(cell).hiddenSize(5).output(CtcOutputSpec::new);
      specs.add(network.vocabularySize(9).bidirectional(true).outputSize(3).build());
      specs.add(network.vocabularySize(0).bidirectional(false).outputSize(2).build());
      specs.add(network.convLayers(ConvolutionSpec.parse("4x3x2")).outputSize(1).build());
      specs.add(network.upsample(3).outputSize(19).build());
      specs.add(network.convLayers(List.of()).vocabularySize(7).numLayers(2).build());
    }
    return specs;
  }

  private static LinearOutputSpec linear(Readout readout, PoolingType pooling, int K) {
    Loss loss = Loss.ofClasses(null, K == 3 ? 0 : 0.1);
    return new LinearOutputSpec(HeadType.SOFTMAX, readout, pooling, loss, K, false);
  }

  /** Networks of three outputs with every head and loss. */
  public static List<NetworkSpec> losses(NetworkBuilder network) {
    List<NetworkSpec> specs = new ArrayList<>();
    float[] weights = {0.4f, 1.5f, 2.2f};
    for (Loss loss :
        List.of(
            Loss.DEFAULT,
            Loss.ofClasses(weights, 0),
            Loss.ofClasses(null, 0.2),
            Loss.ofClasses(weights, 0.1))) {
      specs.add(network.head(HeadType.SOFTMAX).loss(loss).build());
    }
    specs.add(network.head(HeadType.SIGMOID).loss(Loss.DEFAULT).build());
    for (LossType type : LossType.values()) {
      if (type.likelihood() != null) {
        continue; // included in likelihoods()
      }
      Loss loss =
          type == LossType.QUANTILE ? Loss.ofQuantiles(0.1f, 0.5f, 0.8f) : Loss.ofReals(type, 0.7);
      specs.add(network.head(HeadType.IDENTITY).loss(loss).build());
    }
    return specs;
  }

  /**
   * Networks with every likelihood of two values, at each step and at the last step, with every
   * cell.
   */
  public static List<NetworkSpec> likelihoods() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (LossType type : LossType.values()) {
      for (CellType cell : type.likelihood() == null ? new CellType[0] : CellType.values()) {
        for (Readout readout : Readout.values()) {
          specs.add(
              NetworkSpec.builder()
                  .inputSize(3)
                  .cell(cell)
                  .hiddenSize(4)
                  .outputSize(2 * type.likelihood().parameters())
                  .readout(readout)
                  .head(HeadType.LIKELIHOOD)
                  .loss(Loss.ofLikelihood(type))
                  .build());
        }
      }
    }
    return specs;
  }

  /** Random labelled sequences of these lengths. */
  public static List<EncodedSequence> sequences(NetworkSpec spec, long seed, int... lengths) {
    SplittableRandom random = new SplittableRandom(seed);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int length : lengths) {
      int[] tokens = spec.tokenInput() ? new int[length] : null;
      float[] features = spec.features() == 0 ? null : new float[length * spec.features()];
      int[] labels = new int[length];
      for (int t = 0; t < length; t++) {
        labels[t] = random.nextInt(spec.output().targetSize());
        if (tokens != null) {
          tokens[t] = random.nextInt(spec.vocabularySize());
        }
      }
      for (int i = 0; features != null && i < features.length; i++) {
        features[i] = (float) random.nextDouble(-1, 1);
      }
      Column targets =
          spec.output().targets().equals(Targets.labels().spec())
              ? Targets.labels(labels)
              : targets(spec.output(), random, length);
      EncodedSequence sequence =
          new EncodedSequence(
              length,
              tokens == null ? null : Column.tokens(tokens),
              features == null ? null : Column.features(spec.features(), features),
              targets);
      List<OutputSpec> parts = spec.output().parts();
      for (int i = 0; parts.size() > 1 && i < parts.size(); i++) {
        sequence = sequence.with(targets(parts.get(i), random, length).named(Targets.name(i)));
      }
      int characters = spec.vocabularySize(TokenColumn.CHARACTERS);
      sequences.add(characters == 0 ? sequence : sequence.with(words(random, length, characters)));
    }
    return sequences;
  }

  /** Words of 0 to 5 characters. */
  private static Column words(SplittableRandom random, int length, int characters) {
    int[][] words = new int[length][];
    for (int t = 0; t < length; t++) {
      words[t] = random.ints(random.nextInt(6), 0, characters).toArray();
    }
    return Column.ofLists(TokenColumn.CHARACTERS.spec(), words);
  }

  /**
   * Random targets of the kind that an output needs. Lists have 0 to 3 rows, but at most one row
   * for four steps.
   */
  private static Column targets(OutputSpec output, SplittableRandom random, int length) {
    ColumnSpec spec = output.targets();
    int entries = spec.per() == Readout.EACH_STEP ? length : 1;
    int[][] labels = new int[entries][];
    float[][] vectors = new float[entries][];
    for (int i = 0; i < entries; i++) {
      int rows = spec.lists() ? Math.min(random.nextInt(4), length / 4) : 1;
      labels[i] = spec.width() == 0 ? random.ints(rows, 0, output.targetSize()).toArray() : null;
      vectors[i] = new float[rows * spec.width()];
      for (int j = 0; j < vectors[i].length; j++) {
        vectors[i][j] = number(output, random);
      }
    }
    return column(spec, labels, vectors);
  }

  /** A real number, 0 or 1, or 1 to 4 for a count and for its scale. */
  private static float number(OutputSpec output, SplittableRandom random) {
    Likelihood likelihood =
        output instanceof LinearOutputSpec linear ? linear.loss().type().likelihood() : null;
    if (likelihood != null && likelihood.ofCounts()) {
      return 1 + random.nextInt(4);
    }
    boolean real = output.givesReals() || likelihood != null;
    return real ? (float) random.nextDouble(-2, 2) : random.nextInt(2);
  }

  private static Column column(ColumnSpec spec, int[][] labels, float[][] vectors) {
    if (spec.lists()) {
      return spec.width() == 0 ? Column.ofLists(spec, labels) : Column.ofLists(spec, vectors);
    }
    if (spec.width() == 0) {
      return Column.of(spec, Arrays.stream(labels).flatMapToInt(Arrays::stream).toArray());
    }
    float[] all = new float[vectors.length * spec.width()];
    for (int i = 0; i < vectors.length; i++) {
      System.arraycopy(vectors[i], 0, all, i * spec.width(), spec.width());
    }
    return Column.of(spec, all);
  }

  /** The same sequences with weights 0, 0.75, 1.5, ... */
  public static List<EncodedSequence> weighted(List<EncodedSequence> sequences) {
    List<EncodedSequence> weighted = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      weighted.add(sequences.get(i).withWeight(0.75f * i));
    }
    return weighted;
  }

  public static SequenceBlock block(NetworkSpec spec, List<EncodedSequence> sequences) {
    return SequenceBlock.of(sequences, spec.features());
  }

  public static PackedBatch packed(SequenceBlock block) {
    PackedBatch batch = new PackedBatch();
    batch.pack(block);
    return batch;
  }

  /** Random parameters of different scales, none symmetric. */
  public static float[] parameters(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] w = new float[size];
    for (int i = 0; i < size; i++) {
      w[i] = (float) random.nextDouble(-0.7, 0.8);
    }
    return w;
  }

  /** Euclidean distance relative to the norm of {@code expected}; absolute if that is zero. */
  public static double relativeError(double[] expected, float[] actual, int offset) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += Math.pow(expected[i] - actual[offset + i], 2);
      norm += expected[i] * expected[i];
    }
    return Math.sqrt(norm == 0 ? difference : difference / norm);
  }
}
