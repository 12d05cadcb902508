package org.sparkrnn.ml.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.LabelEncoder;
import org.sparkrnn.data.LabelScheme;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.ml.network.DescribedNetwork;
import org.sparkrnn.ml.param.RnnParams;
import org.sparkrnn.ml.param.TaggerParams;

/** The encoder that follows from what was counted of training data: its vocabularies and widths. */
final class CountedEncoder {
  private CountedEncoder() {}

  /**
   * The encoder.
   *
   * @param labels of each target how often each occurs, those of validation rows among them
   * @param vectors of tokens that were learned elsewhere, or null
   * @throws InvalidInputException if there is nothing to read, or to learn
   */
  static SequenceEncoder of(
      SequenceRows rows,
      SequenceRows.Counts counts,
      List<Map<String, Long>> labels,
      PretrainedVectors vectors,
      RnnParams params) {
    if (rows.input().dense() && counts.width() == 0) {
      throw new InvalidInputException(
          "inputCol %s has vectors without features; expected at least one number per step"
              .formatted(rows.input().names()));
    }
    return withVocabularies(targets(rows, counts, labels, params), rows, counts, vectors, params);
  }

  private static SequenceEncoder targets(
      SequenceRows rows,
      SequenceRows.Counts counts,
      List<Map<String, Long>> labels,
      RnnParams params) {
    if (counts.targetWidth() > 0) {
      return SequenceEncoder.ofValues(null, counts.width(), counts.targetWidth());
    }
    LabelEncoder[] targets = new LabelEncoder[labels.size()];
    for (int i = 0; i < targets.length; i++) {
      TargetColumn column = rows.targets().get(i);
      if (labels.get(i).isEmpty()) {
        throw new InvalidInputException(
            "%s %s contains neither a label nor a number; there is nothing to learn"
                .formatted(column.param(), column.name()));
      }
      Vocabulary vocabulary =
          new Vocabulary(new KnownTokens(0, 0).of(labels.get(i), List.of()), false);
      targets[i] = new LabelEncoder(column.per(), vocabulary);
      if (params instanceof TaggerParams tagger && column.per() == Readout.EACH_STEP) {
        targets[i] = ofSpans(targets[i], counts.targets().get(i), counts.rows(), tagger);
      }
    }
    return new SequenceEncoder(null, counts.width(), null).with(targets);
  }

  /** Knows the scheme of the labels, and in which they came if they are converted. */
  private static LabelEncoder ofSpans(
      LabelEncoder target, SequenceRows.LabelCounts counts, long rows, TaggerParams params) {
    LabelScheme learned = LabelScheme.of(params.getLabelScheme());
    if (learned != null) {
      return target.with(learned, LabelScheme.nearest(counts.broken()));
    }
    LabelScheme recognized =
        LabelScheme.recognized(counts.labels().keySet(), counts.broken(), rows);
    return params.recognizesScheme() ? target.with(recognized, null) : target;
  }

  private static SequenceEncoder withVocabularies(
      SequenceEncoder encoder,
      SequenceRows rows,
      SequenceRows.Counts counts,
      PretrainedVectors vectors,
      RnnParams params) {
    SequenceEncoder all = encoder;
    if (rows.input().tokens()) {
      for (TokenColumn column : DescribedNetwork.tokenColumns(params)) {
        List<String> first = List.of(Vocabulary.UNKNOWN);
        boolean withVectors = vectors != null && column == TokenColumn.TOKENS;
        all =
            all.with(
                column,
                withVectors ? vectors.vocabulary() : vocabulary(column, first, counts, params));
      }
    }
    return all;
  }

  /**
   * The vocabulary of what was counted of tokens.
   *
   * @param first what it begins with
   */
  static Vocabulary vocabulary(
      TokenColumn column, List<String> first, SequenceRows.Counts counts, RnnParams params) {
    List<String> entries = new ArrayList<>(first);
    KnownTokens known = KnownTokens.of(params);
    if (column != TokenColumn.TOKENS) {
      known = new KnownTokens(known.minCount(), 0);
    }
    entries.addAll(known.of(counts.tokens().get(column), first));
    return new Vocabulary(entries, params.getLowercase() && column.lowercased());
  }
}
