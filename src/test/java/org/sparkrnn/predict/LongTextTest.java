package org.sparkrnn.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.Network;
import org.sparkrnn.nn.NetworkBuilder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.sequence.CellType;
import org.sparkrnn.testkit.AllocatedBytes;

/** Long texts with a large vocabulary are scored in little memory. */
class LongTextTest {
  private static final int V = 2000;
  private static final int T = 5 * LanguageModelPredictor.LONG + 7;

  private static LanguageModelPredictor model(int window) {
    List<String> words = new ArrayList<>(List.of(Vocabulary.UNKNOWN, NextTokens.BOUNDARY));
    for (int i = 2; i < V; i++) {
      words.add("w" + i);
    }
    Vocabulary vocabulary = new Vocabulary(words, false);
    NetworkBuilder network =
        NetworkSpec.builder()
            .vocabularySize(V)
            .inputSize(6)
            .cell(window > 1 ? CellType.NONE : CellType.LSTM)
            .window(window)
            .hiddenSize(7)
            .outputSize(V);
    NetworkSpec spec = network.build();
    float[] w = new Network(spec).initialParameters(4);
    return new LanguageModelPredictor(spec, w, new SequenceEncoder(vocabulary, 0, vocabulary));
  }

  private static int[] tokens(int length) {
    return new SplittableRandom(length).ints(length, 2, V).toArray();
  }

  private static EncodedSequence text(int length) {
    return new EncodedSequence(length, Column.tokens(tokens(length)));
  }

  @Test
  void aLongLineIsScoredAsAWholeInLittleMemory() {
    LanguageModelPredictor model = model(1);
    EncodedSequence text = text(T);
    EncodedSequence line = NextTokens.ofLine(text, model.boundary());
    double[] whole = {0};
    long bytesOfWhole =
        AllocatedBytes.of(
            () ->
                model.run(
                    List.of(line),
                    (i, t, p, at) ->
                        whole[0] +=
                            LanguageModelPredictor.logProbability(
                                p[at + NextTokens.target(line, t)])));
    List<TextScore> scores = new ArrayList<>();
    long bytes =
        AllocatedBytes.of(() -> scores.addAll(model.score(List.of(text(3), text, text(0)))));
    assertEquals(whole[0], scores.get(1).logProbability());
    assertEquals(T + 1, scores.get(1).tokens());
    assertEquals(model.score(List.of(text(3))), scores.subList(0, 1));
    assertTrue(bytesOfWhole < 4L * T * V / 4, bytesOfWhole + " bytes");
    assertTrue(bytes < 4L * T * V / 4, bytes + " bytes");
  }

  @Test
  void whatNeedsTheTokensBeforeIsScoredInBlocks() {
    LanguageModelPredictor model = model(2);
    long bytes = AllocatedBytes.of(() -> assertTrue(model.score(List.of(text(T))).size() == 1));
    assertTrue(bytes < 4L * T * V / 4, bytes + " bytes");
  }

  @Test
  void aStreamIsScoredAlikeOnAnyNumberOfThreads() throws Exception {
    LanguageModelPredictor model = model(1);
    int[] tokens = tokens(T);
    double[] nats = new double[3];
    for (int i = 0; i < nats.length; i++) {
      int threads = new int[] {1, 2, 5}[i];
      ForkJoinPool pool = new ForkJoinPool(threads);
      nats[i] =
          pool.submit(
                  () -> {
                    TextScorer scorer = model.scorer();
                    scorer.add(Arrays.copyOf(tokens, 3000));
                    scorer.add(Arrays.copyOfRange(tokens, 3000, T));
                    assertEquals(T, scorer.tokens());
                    return scorer.nats();
                  })
              .get();
      pool.shutdown();
    }
    assertEquals(nats[0], nats[1]);
    assertEquals(nats[0], nats[2]);
    assertTrue(nats[0] > 0);
  }
}
