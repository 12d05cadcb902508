package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.Activation;
import org.sparkrnn.nn.CellType;
import org.sparkrnn.nn.NetworkSpec;

/** Networks of every shape and random batches for them. */
public final class Cases {
  private Cases() {}

  /** Every cell, activation, direction, depth 1 and 2, token and dense inputs. */
  public static List<NetworkSpec> networks() {
    List<NetworkSpec> specs = new ArrayList<>();
    for (CellType cell : CellType.values()) {
      boolean free = cell == CellType.ELMAN || cell == CellType.NONE;
      for (Activation f1 : free ? Activation.values() : new Activation[] {Activation.TANH}) {
        for (boolean bidirectional : new boolean[] {false, true}) {
          // wider than a vector of floats and no multiple of one, for the vector kernels
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

  /** Random labelled sequences of these lengths. */
  public static List<EncodedSequence> sequences(NetworkSpec spec, long seed, int... lengths) {
    SplittableRandom random = new SplittableRandom(seed);
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int length : lengths) {
      int[] tokens = spec.tokenInput() ? new int[length] : null;
      float[] features = spec.tokenInput() ? null : new float[length * spec.inputSize()];
      int[] labels = new int[length];
      for (int t = 0; t < length; t++) {
        labels[t] = random.nextInt(spec.outputSize());
        if (tokens != null) {
          tokens[t] = random.nextInt(spec.vocabularySize());
        }
      }
      for (int i = 0; features != null && i < features.length; i++) {
        features[i] = (float) random.nextDouble(-1, 1);
      }
      sequences.add(new EncodedSequence(length, tokens, features, labels));
    }
    return sequences;
  }

  public static SequenceBlock block(NetworkSpec spec, List<EncodedSequence> sequences) {
    return SequenceBlock.of(sequences, spec.tokenInput() ? 0 : spec.inputSize());
  }

  public static PackedBatch packed(SequenceBlock block) {
    PackedBatch batch = new PackedBatch();
    batch.pack(block);
    return batch;
  }

  /** Random parameters, every block of a scale of its own, none symmetric. */
  public static float[] parameters(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] w = new float[size];
    for (int i = 0; i < size; i++) {
      w[i] = (float) random.nextDouble(-0.7, 0.8);
    }
    return w;
  }

  /** Euclidean distance relative to the norm of {@code expected}; absolute where that is zero. */
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
