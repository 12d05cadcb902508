package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.nn.Pass;
import org.sparkrnn.nn.RecurrentState;
import org.sparkrnn.nn.Worker;

/**
 * A text that grows token by token, with the state of the network after it. An instance is for one
 * thread only.
 *
 * <p>Sampling takes token k with probability p_k^(1/temperature), renormalized, of the {@code topK}
 * most probable ones; {@code <unk>} is never taken, because it is not a token of texts.
 */
public final class TextSession {
  private static final int UNKNOWN = 0;

  private final LanguageModelPredictor model;
  private RecurrentState state;
  private double[] logProbabilities; // [K] of the next token

  TextSession(LanguageModelPredictor model) {
    this.model = model;
    state = new RecurrentState(model.network(), 1);
    read(model.boundary());
  }

  /**
   * Reads the next token of the text; a token that is not in the vocabulary is read as {@code
   * <unk>}.
   */
  public TextSession read(String token) {
    return read(model.encoder().tokens().findOrUnknown(token));
  }

  /**
   * Reads the next token.
   *
   * @throws IllegalArgumentException if the vocabulary has no such id
   */
  public TextSession read(int id) {
    int K = model.network().outputSize();
    if (id < 0 || id >= K) {
      throw new IllegalArgumentException(
          "token id %d is outside the vocabulary of %d".formatted(id, K));
    }
    RecurrentState next = new RecurrentState(model.network(), 1);
    SequenceBlock step = SequenceBlock.of(List.of(NextTokens.of(new int[] {id, id})), 0);
    logProbabilities =
        Worker.lend(
            model.network(),
            worker -> {
              worker.batch().pack(step);
              Pass pass = Pass.PLAIN.carrying(state, next);
              float[] p =
                  worker
                      .network()
                      .outputs(model.weights(), worker.batch(), worker.workspace(), pass);
              return IntStream.range(0, K)
                  .mapToDouble(k -> LanguageModelPredictor.logProbability(p[k]))
                  .toArray();
            });
    state = next;
    return this;
  }

  /** A copy of the log-probabilities [K] of the next token by id, in nats. */
  public double[] logProbabilities() {
    return logProbabilities.clone();
  }

  /**
   * Samples the next token, without reading it.
   *
   * @param temperature 1 for the probabilities of the model; less than 1 to prefer more probable
   *     tokens; 0 for the most probable token
   * @param topK the number of most probable tokens to sample from; 0 for all tokens
   * @return its id
   * @throws InvalidInputException if temperature is negative or not finite, or topK negative
   */
  public int sample(SplittableRandom random, double temperature, int topK) {
    requireSampling(temperature, topK);
    int K = logProbabilities.length;
    int[] ids =
        IntStream.range(0, K)
            .filter(k -> k != UNKNOWN)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -logProbabilities[k]))
            .limit(topK == 0 ? K : topK)
            .mapToInt(Integer::intValue)
            .toArray();
    if (temperature == 0) {
      return ids[0];
    }
    double[] sums = new double[ids.length];
    double sum = 0;
    for (int i = 0; i < ids.length; i++) { // relative to the first, that none overflows
      sum += Math.exp((logProbabilities[ids[i]] - logProbabilities[ids[0]]) / temperature);
      sums[i] = sum;
    }
    double at = random.nextDouble() * sum;
    int i = 0;
    while (i + 1 < ids.length && sums[i] <= at) {
      i++;
    }
    return ids[i];
  }

  /**
   * Samples tokens and reads them.
   *
   * @param length the largest number of tokens
   * @param toEnd whether to stop before the boundary that ends the text; otherwise it is sampled
   *     like other tokens
   * @throws InvalidInputException as in {@link #sample}, or if length is negative
   */
  public List<String> generate(
      int length, boolean toEnd, SplittableRandom random, double temperature, int topK) {
    if (length < 0) {
      throw new InvalidInputException("length is %d; expected at least 0".formatted(length));
    }
    requireSampling(temperature, topK);
    List<String> tokens = new ArrayList<>();
    while (tokens.size() < length) {
      int id = sample(random, temperature, topK);
      if (toEnd && id == model.boundary()) {
        break;
      }
      tokens.add(model.encoder().tokens().entry(id));
      read(id);
    }
    return tokens;
  }

  private static void requireSampling(double temperature, int topK) {
    if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(
          "temperature is %s; expected a number of at least 0 (0 always takes the most probable token)"
              .formatted(temperature));
    }
    if (topK < 0) {
      throw new InvalidInputException(
          "topK is %d; expected a positive number, or 0 for all tokens".formatted(topK));
    }
  }
}
