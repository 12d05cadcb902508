package org.sparkrnn.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.Targets;
import org.sparkrnn.testkit.Cases;

/** The likelihood under each class's n-grams, against its formula word for word. */
class ClassNGramsTest {
  private static final int VOCABULARY = 6;
  private static final int CLASSES = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void outputsAreLogLikelihoodsButForWhatAllClassesHave(int order) {
    List<int[]> texts = texts(11, 60);
    List<Integer> labels = labels(texts.size());
    Network network = new Network(spec(order));
    float[] w = new float[network.layout().size()];
    count(network.spec(), texts, labels).addTo(w, network, 0.5);
    List<int[]> others = new ArrayList<>(texts(5, 40)); // many of their n-grams are new
    others.add(new int[] {5, 5, 0, 5}); // 0 and 5 occur in no text
    for (int[] text : others) {
      float[] o =
          network.hidden(
              w, batch(network.spec(), List.of(text), List.of(0)), network.newWorkspace());
      assertEquals(0, o[0], "nothing comes through the layers");
      double[] p = new double[CLASSES];
      for (int k = 0; k < CLASSES; k++) {
        p[k] = 0.5 * logLikelihood(text, of(k, texts, labels), order);
      }
      PackedBatch batch = batch(network.spec(), List.of(text), List.of(0));
      float[] outputs = network.outputs(w, batch, network.newWorkspace());
      double sum = Arrays.stream(p).map(Math::exp).sum();
      for (int k = 0; k < CLASSES; k++) {
        assertEquals(Math.exp(p[k]) / sum, outputs[k], 1e-4, Arrays.toString(text));
      }
    }
  }

  @Test
  void countsOfPartsAreCountsOfTheWhole() {
    List<int[]> texts = texts(11, 60);
    List<Integer> labels = labels(texts.size());
    Network network = new Network(spec(3));
    float[] whole = new float[network.layout().size()];
    count(network.spec(), texts, labels).addTo(whole, network, 1);
    float[] parts = new float[network.layout().size()];
    count(network.spec(), texts.subList(0, 7), labels)
        .plus(count(network.spec(), texts.subList(7, 60), labels.subList(7, 60)))
        .addTo(parts, network, 1);
    assertArrayEquals(whole, parts);
  }

  /** Then all tokens are as likely under it as any. */
  @Test
  void aClassWithoutTextsGetsNothing() {
    Network network = new Network(spec(2));
    float[] w = new float[network.layout().size()];
    count(network.spec(), List.of(new int[] {1, 2}, new int[] {}), List.of(0, 1))
        .addTo(w, network, 1);
    ParamLayout.Block direct = network.layout().block("direct.weight");
    for (int i = direct.offset(); i < direct.end(); i += CLASSES) {
      assertEquals(0, w[i + 1]);
    }
  }

  /** log P of a text and its end, from the definition. */
  private static double logLikelihood(int[] text, List<int[]> of, int order) {
    List<List<Integer>> bounded = of.stream().map(ClassNGramsTest::bounded).toList();
    List<Integer> whole = bounded(text);
    double sum = 0;
    for (int t = 1; t < whole.size(); t++) {
      double p = 1.0 / (VOCABULARY + 1);
      for (int n = 0; n < order && n <= t; n++) {
        List<Integer> history = whole.subList(t - n, t);
        int all = 0;
        int same = 0;
        Set<Integer> different = new HashSet<>();
        for (List<Integer> other : bounded) {
          for (int at = Math.max(1, n); at < other.size(); at++) { // the beginning is not predicted
            if (other.subList(at - n, at).equals(history)) {
              all++;
              same += other.get(at).equals(whole.get(t)) ? 1 : 0;
              different.add(other.get(at));
            }
          }
        }
        int escape = 5 * different.size();
        p = all == 0 ? p : (same + escape * p) / (all + escape);
      }
      sum += Math.log(p);
    }
    return sum;
  }

  private static List<Integer> bounded(int[] text) {
    List<Integer> all = new ArrayList<>(List.of(-1));
    Arrays.stream(text).forEach(all::add);
    all.add(-2);
    return all;
  }

  private static ClassNGrams count(NetworkSpec spec, List<int[]> texts, List<Integer> labels) {
    ClassNGrams ngrams = new ClassNGrams(spec);
    ngrams.count(batch(spec, texts, labels));
    return ngrams;
  }

  private static PackedBatch batch(NetworkSpec spec, List<int[]> texts, List<Integer> labels) {
    List<EncodedSequence> sequences = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      int[] text = texts.get(i);
      sequences.add(new EncodedSequence(text.length, text, null, Targets.label(labels.get(i)), 1f));
    }
    return Cases.packed(Cases.block(spec, sequences));
  }

  /** With tokens 1 to 4. */
  private static List<int[]> texts(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(random.ints(random.nextInt(1, 7), 1, 5).toArray());
    }
    return texts;
  }

  private static List<Integer> labels(int count) {
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels.add(i % 7 == 0 ? 2 : i % 2);
    }
    return labels;
  }

  private static List<int[]> of(int k, List<int[]> texts, List<Integer> labels) {
    List<int[]> of = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (labels.get(i) == k) {
        of.add(texts.get(i));
      }
    }
    return of;
  }

  private static NetworkSpec spec(int order) {
    return NetworkSpec.builder()
        .vocabularySize(VOCABULARY)
        .inputSize(3)
        .cell(CellType.LSTM)
        .hiddenSize(4)
        .outputSize(CLASSES)
        .readout(Readout.LAST_STEP)
        .directOrder(order)
        .directSize(1 << 20) // room for each n-gram by itself
        .build();
  }
}
