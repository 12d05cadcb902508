package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.output.CtcLattice;
import org.sparkrnn.nn.output.CtcOutputSpec;
import org.sparkrnn.nn.output.PrefixBeamSearch;
import org.sparkrnn.nn.output.PrefixScorer;

/**
 * A trained transcriber: a list of labels of its own length for each sequence. Threads may share an
 * instance.
 */
public final class Transcriber extends SequencePredictor {
  private static final long serialVersionUID = 1L;

  private final Decoding decoding;
  private final TranscriptNGram ngram; // or null

  /**
   * @param weights in the layout of the network, not copied
   * @param ngram or null
   * @throws org.sparkrnn.data.InvalidInputException if the network gives something else
   */
  public Transcriber(
      NetworkSpec spec,
      float[] weights,
      SequenceEncoder encoder,
      Decoding decoding,
      TranscriptNGram ngram) {
    super(spec, weights, encoder);
    this.decoding = decoding;
    this.ngram = ngram;
    require(
        spec.output() instanceof CtcOutputSpec && encoder.labels() != null,
        "labels that are aligned with the steps (ctc), as a transcriber gives them");
  }

  /**
   * A transcript of a sequence.
   *
   * @param labels in their order
   * @param steps of the input, from 0 on, at which each begins in its best alignment
   * @param score by which transcripts are ordered: the log probability, and what the n-gram model
   *     adds
   * @param probability of the transcript by the network alone, over all alignments
   */
  public record Transcript(String[] labels, int[] steps, double score, double probability) {}

  /** Transcribes one sequence of tokens. */
  public String[] transcribe(String... tokens) {
    return transcribe(List.of(encoder().encode(tokens, null))).get(0);
  }

  /**
   * Transcribes one sequence of features.
   *
   * @param features [T * width]
   */
  public String[] transcribe(double... features) {
    return transcribe(List.of(encoder().encode(features, null))).get(0);
  }

  /** The best transcript of each sequence; the result is in their order. */
  public List<String[]> transcribe(List<EncodedSequence> sequences) {
    String[][] transcripts = new String[sequences.size()][0];
    PrefixBeamSearch search = search();
    int K = network().outputSize();
    logProbabilities(
        sequences,
        (i, steps, logP) -> transcripts[i] = texts(found(search, logP, steps, K).get(0).labels()));
    return Arrays.asList(transcripts);
  }

  /**
   * The best transcripts of each sequence, the best first: as many as beam search keeps, at most
   * {@code n}. Of an empty sequence that is the empty one.
   */
  public List<List<Transcript>> best(List<EncodedSequence> sequences, int n) {
    List<List<Transcript>> best = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      best.add(List.of(new Transcript(new String[0], new int[0], 0, 1)));
    }
    PrefixBeamSearch search = search();
    CtcLattice lattice = new CtcLattice();
    int K = network().outputSize();
    logProbabilities(
        sequences,
        (i, steps, logP) -> {
          List<PrefixBeamSearch.Found> found = found(search, logP, steps, K);
          List<Transcript> transcripts = new ArrayList<>();
          for (PrefixBeamSearch.Found each : found.subList(0, Math.min(n, found.size()))) {
            transcripts.add(transcript(lattice, each, logP, steps, K));
          }
          best.set(i, transcripts);
        });
    return best;
  }

  /** Null for greedy decoding. */
  private PrefixBeamSearch search() {
    if (decoding.beamWidth() == 1) {
      return null;
    }
    boolean scores = ngram != null && (decoding.ngramWeight() > 0 || decoding.lengthBonus() != 0);
    PrefixScorer scorer =
        scores
            ? ngram.scorer(encoder().labels(), decoding.ngramWeight(), decoding.lengthBonus())
            : PrefixScorer.NONE;
    return new PrefixBeamSearch(decoding.beamWidth(), scorer);
  }

  private static List<PrefixBeamSearch.Found> found(
      PrefixBeamSearch search, double[] logP, int steps, int K) {
    return search == null
        ? List.of(new PrefixBeamSearch.Found(greedy(logP, steps, K), Double.NaN))
        : search.search(logP, steps, K);
  }

  /** The likeliest output of each step, without repetitions and blanks. */
  private static int[] greedy(double[] logP, int steps, int K) {
    int[] labels = new int[steps];
    int count = 0;
    int before = K - 1;
    for (int t = 0; t < steps; t++) {
      int best = 0;
      for (int k = 1; k < K; k++) {
        best = logP[t * K + k] > logP[t * K + best] ? k : best;
      }
      if (best != before && best != K - 1) {
        labels[count++] = best;
      }
      before = best;
    }
    return Arrays.copyOf(labels, count);
  }

  private Transcript transcript(
      CtcLattice lattice, PrefixBeamSearch.Found found, double[] logP, int steps, int K) {
    int[] labels = found.labels();
    int U = labels.length;
    lattice.take(labels, 0, U, steps);
    double[] e = lattice.logProbabilities();
    for (int t = 0; t < steps; t++) {
      e[t * (U + 1)] = logP[t * K + K - 1];
      for (int u = 0; u < U; u++) {
        e[t * (U + 1) + u + 1] = logP[t * K + labels[u]];
      }
    }
    double all = lattice.forward();
    int[] first = lattice.bestSteps();
    for (int u = 0; u < U; u++) {
      first[u] = (int) network().inputStep(first[u]);
    }
    double score = Double.isNaN(found.score()) ? all : found.score();
    return new Transcript(texts(labels), first, score, Math.exp(all));
  }

  private String[] texts(int[] labels) {
    String[] texts = new String[labels.length];
    Arrays.setAll(texts, u -> encoder().labels().entry(labels[u]));
    return texts;
  }
}
