package org.sparkrnn.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.nn.PrefixScorer;
import org.sparkrnn.nn.TranscriptSearch;

/**
 * A trained transcriber, which gives each sequence a list of labels whose length is independent of
 * that of the sequence. Threads may share an instance.
 */
public final class Transcriber extends SequencePredictor {
  private static final long serialVersionUID = 1L;

  private final Decoding decoding;
  private final TranscriptNGram ngram; // or null

  /**
   * @param weights the weights in the layout of the network; not copied
   * @param ngram or null
   * @throws org.sparkrnn.data.InvalidInputException if the network does not have the output of a
   *     transcriber
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
        spec.output().aligns() && encoder.labels() != null,
        "the output of a transcriber, which is labels that are aligned with the steps (ctc)");
  }

  /**
   * A transcript of a sequence.
   *
   * @param labels the labels in order
   * @param steps the steps of the input, counted from 0, at which the labels begin in the best
   *     alignment
   * @param score the score by which transcripts are ordered: the log probability plus the
   *     contribution of the n-gram model
   * @param probability the probability of the transcript according to the network alone, over all
   *     alignments
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

  /** The best transcript of each sequence; the results are in the order of the sequences. */
  public List<String[]> transcribe(List<EncodedSequence> sequences) {
    String[][] transcripts = new String[sequences.size()][0];
    transcribe(
        sequences,
        search(1, false),
        (i, labels, steps, score, logP) -> transcripts[i] = texts(labels));
    return Arrays.asList(transcripts);
  }

  /**
   * The best transcripts of each sequence, with the best first: as many as beam search keeps, but
   * at most {@code n}. For an empty sequence, this is the empty transcript.
   */
  public List<List<Transcript>> best(List<EncodedSequence> sequences, int n) {
    List<List<Transcript>> best = new ArrayList<>();
    for (EncodedSequence sequence : sequences) {
      best.add(new ArrayList<>());
      if (sequence.length() == 0) {
        best.get(best.size() - 1).add(new Transcript(new String[0], new int[0], 0, 1));
      }
    }
    transcribe(
        sequences,
        search(n, true),
        (i, labels, steps, score, logP) -> {
          int[] first = new int[steps.length];
          Arrays.setAll(first, u -> (int) network().inputStep(steps[u]));
          best.get(i).add(new Transcript(texts(labels), first, score, Math.exp(logP)));
        });
    return best;
  }

  private TranscriptSearch search(int most, boolean aligned) {
    boolean scores = ngram != null && (decoding.ngramWeight() > 0 || decoding.lengthBonus() != 0);
    PrefixScorer scorer =
        scores
            ? ngram.scorer(encoder().labels(), decoding.ngramWeight(), decoding.lengthBonus())
            : PrefixScorer.NONE;
    return new TranscriptSearch(decoding.beamWidth(), scorer, most, aligned);
  }

  private String[] texts(int[] labels) {
    String[] texts = new String[labels.length];
    Arrays.setAll(texts, u -> encoder().labels().entry(labels[u]));
    return texts;
  }
}
