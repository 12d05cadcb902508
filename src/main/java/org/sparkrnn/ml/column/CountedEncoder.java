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
import org.sparkrnn.ml.start.InitialModel;

/** Makes the encoder from the counts of the training data: vocabularies and widths. */
final class CountedEncoder {
  private CountedEncoder() {}

  /**
   * The encoder.
   *
   * @param labels how often each label of each target occurs, including validation rows
   * @param vectors pretrained vectors of tokens, or null
   * @param start the model with which training begins, or null
   * @throws InvalidInputException if there are no inputs or no targets
   */
  static SequenceEncoder of(
      SequenceRows rows,
      SequenceRows.Counts counts,
      List<Map<String, Long>> labels,
      PretrainedVectors vectors,
      InitialModel start,
      RnnParams params) {
    if (rows.input().dense() && counts.width() == 0) {
      throw new InvalidInputException(
          "inputCol %s has vectors without features; expected at least one number per step"
              .formatted(rows.input().names()));
    }
    SequenceEncoder targets = targets(rows, counts, labels, start, params);
    return withVocabularies(targets, rows, counts, vectors, start, params);
  }

  private static SequenceEncoder targets(
      SequenceRows rows,
      SequenceRows.Counts counts,
      List<Map<String, Long>> labels,
      InitialModel start,
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
      List<String> entries =
          new ArrayList<>(start == null ? List.of() : start.labels(i, targets.length));
      entries.addAll(new KnownTokens(0, 0).of(labels.get(i), List.copyOf(entries)));
      targets[i] = new LabelEncoder(column.per(), new Vocabulary(entries, false));
      if (params instanceof TaggerParams tagger && column.per() == Readout.EACH_STEP) {
        LabelScheme before = start == null ? null : start.scheme(i);
        targets[i] = ofSpans(targets[i], counts.targets().get(i), counts.rows(), before, tagger);
      }
    }
    return new SequenceEncoder(null, counts.width(), null).with(targets);
  }

  /**
   * Adds the labels' scheme of spans, and the scheme of the data if labels are converted.
   *
   * @param before the scheme of the model with which training begins, or null
   */
  private static LabelEncoder ofSpans(
      LabelEncoder target,
      SequenceRows.LabelCounts counts,
      long rows,
      LabelScheme before,
      TaggerParams params) {
    LabelScheme learned = LabelScheme.of(params.getLabelScheme());
    if (learned != null) {
      return target.with(learned, LabelScheme.nearest(counts.broken()));
    }
    long least = counts.broken().getOrDefault(LabelScheme.nearest(counts.broken()), 0L);
    if (before != null
        && params.recognizesScheme()
        && counts.broken().getOrDefault(before, 0L) <= least) {
      return target.with(before, null);
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
      InitialModel start,
      RnnParams params) {
    SequenceEncoder all = encoder;
    if (rows.input().tokens()) {
      for (TokenColumn column : DescribedNetwork.tokenColumns(params)) {
        List<String> first = List.of(Vocabulary.UNKNOWN);
        boolean withVectors = vectors != null && column == TokenColumn.TOKENS;
        all =
            all.with(
                column,
                withVectors
                    ? vectors.vocabulary()
                    : vocabulary(column, first, counts, start, params));
      }
    }
    return all;
  }

  /**
   * Makes the vocabulary from the counts of tokens.
   *
   * @param first the first entries
   * @param start a model whose entries follow, or null
   */
  static Vocabulary vocabulary(
      TokenColumn column,
      List<String> first,
      SequenceRows.Counts counts,
      InitialModel start,
      RnnParams params) {
    boolean lowercase = params.getLowercase() && column.lowercased();
    Vocabulary before = start == null ? null : start.vocabulary(column, first, lowercase);
    List<String> entries = new ArrayList<>(before == null ? first : before.entries());
    KnownTokens known = KnownTokens.of(params);
    if (column != TokenColumn.TOKENS) {
      known = new KnownTokens(known.minCount(), 0);
    }
    known.of(counts.tokens().get(column), first).stream()
        .filter(token -> before == null || before.find(token) < 0)
        .forEach(entries::add);
    return new Vocabulary(entries, lowercase, before != null && before.byForms());
  }
}
