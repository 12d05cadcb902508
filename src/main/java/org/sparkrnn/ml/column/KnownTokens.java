package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.sparkrnn.ml.param.RnnParams;
import scala.Tuple2;

/**
 * Which tokens of the training data a model knows: those seen {@code minCount} times and, where
 * {@code maxVocabulary} bounds them, the most frequent ones.
 *
 * @param minCount least number of times
 * @param most how many at most; 0 for all
 */
public record KnownTokens(long minCount, int most) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int RESERVED = 2; // <unk>, and the boundary of a language model

  /** All that occur. */
  static final KnownTokens ALL = new KnownTokens(1, 0);

  /** What the Params say. */
  public static KnownTokens of(RnnParams params) {
    return new KnownTokens(params.getMinCount(), params.getMaxVocabulary());
  }

  /** What is to be counted: of tokens that may have vectors also the rare ones. */
  static KnownTokens toCount(RnnParams params) {
    return params.isDefined(params.pretrainedVectors())
        ? new KnownTokens(1, params.getMaxVocabulary())
        : of(params);
  }

  /** Most frequent first, equally frequent ones by name: the same order on any cluster. */
  static final class Order implements Comparator<Tuple2<String, Long>>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Tuple2<String, Long> a, Tuple2<String, Long> b) {
      int byCount = Long.compare(b._2, a._2);
      return byCount != 0 ? byCount : a._1.compareTo(b._1);
    }
  }

  /**
   * The known ones, the most frequent first, so that ids do not depend on the cluster.
   *
   * @param counts how often each occurs
   * @param first entries that a vocabulary has anyway; they are left out
   */
  public List<String> of(Map<String, Long> counts, List<String> first) {
    Set<String> there = Set.copyOf(first);
    Stream<String> known =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() >= minCount)
            .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue()))
            .sorted(new Order())
            .map(Tuple2::_1)
            .filter(token -> !there.contains(token));
    return (most == 0 ? known : known.limit(most)).toList();
  }

  /**
   * The known ones of those counted, the most frequent first; the others stay where they were
   * counted.
   *
   * @param first entries that a vocabulary has anyway; they are left out
   */
  public List<String> of(JavaPairRDD<String, Long> counted, List<String> first) {
    Map<String, Long> counts = new HashMap<>();
    collect(counted, "").forEach(pair -> counts.put(pair._1, pair._2));
    return of(counts, first);
  }

  /**
   * Counts of tokens that may be known, and of all else; the others stay where they were counted.
   *
   * @param prefix of the keys that are tokens
   */
  List<Tuple2<String, Long>> collect(JavaPairRDD<String, Long> counted, String prefix) {
    long least = minCount;
    if (most == 0) {
      return counted.filter(c -> c._2 >= least || !c._1.startsWith(prefix)).collect();
    }
    List<Tuple2<String, Long>> all =
        new ArrayList<>(counted.filter(c -> !c._1.startsWith(prefix)).collect());
    JavaPairRDD<String, Long> tokens =
        counted.filter(c -> c._2 >= least && c._1.startsWith(prefix));
    boolean few = tokens.count() <= (long) most + RESERVED; // tasks make room for all that is taken
    all.addAll(few ? tokens.collect() : tokens.takeOrdered(most + RESERVED, new Order()));
    return all;
  }
}
