package org.sparkrnn.bench;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.data.Targets;

/** Sequences of one length with random content. */
public final class RandomSequences {
  private final SplittableRandom random;
  private final int T;

  /**
   * @param T the length of all sequences
   */
  public RandomSequences(int T, long seed) {
    this.T = T;
    random = new SplittableRandom(seed);
  }

  /** Sequences of T vectors of I numbers between -1 and 1. */
  public SequenceBlock vectors(int count, int I) {
    return SequenceBlock.of(
        IntStream.range(0, count)
            .mapToObj(i -> new EncodedSequence(T, Column.features(I, floats(T * I, 1))))
            .toList(),
        I);
  }

  /** Sequences of T of V tokens, with as many labels. */
  public SequenceBlock tokens(int count, int V) {
    return SequenceBlock.of(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new EncodedSequence(
                        T,
                        Column.tokens(random.ints(T, 0, V).toArray()),
                        Targets.labels(random.ints(T, 0, V).toArray())))
            .toList(),
        0);
  }

  /** Numbers between -bound and bound. */
  public float[] floats(int n, double bound) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextDouble(-bound, bound);
    }
    return x;
  }
}
