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
 * Selects the tokens of the training data that a model knows: those that occur at least {@code
 * minCount} times and, if {@code maxVocabulary} limits their number, the most frequent ones.
 *
 * @param minCount the smallest number of occurrences
 * @param most the largest number of tokens; 0 for no limit
 */
public record KnownTokens(long minCount, int most) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int RESERVED = 2; // <unk>, and the boundary of a language model

  /** All tokens that occur. */
  static final KnownTokens ALL = new KnownTokens(1, 0);

  /** The limits that the Params set. */
  public static KnownTokens of(RnnParams params) {
    return new KnownTokens(params.getMinCount(), params.getMaxVocabulary());
  }

  /** The tokens to count, which include rare ones if they may have pretrained vectors. */
  static KnownTokens toCount(RnnParams params) {
    return params.isDefined(params.pretrainedVectors())
        ? new KnownTokens(1, params.getMaxVocabulary())
        : of(params);
  }

  /** Orders by falling frequency, then by name, which is the same order on any cluster. */
  static final class Order implements Comparator<Tuple2<String, Long>>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Tuple2<String, Long> a, Tuple2<String, Long> b) {
      int byCount = Long.compare(b._2, a._2);
      return byCount != 0 ? byCount : a._1.compareTo(b._1);
    }
  }

  /**
   * The known tokens, the most frequent first, so that ids do not depend on the cluster.
   *
   * @param counts how often each token occurs
   * @param first entries that the vocabulary has already; they are left out
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
   * Collects the known tokens, the most frequent first; counts of others stay on the executors.
   *
   * @param first entries that the vocabulary has already; they are left out
   */
  public List<String> of(JavaPairRDD<String, Long> counted, List<String> first) {
    Map<String, Long> counts = new HashMap<>();
    collect(counted, "").forEach(pair -> counts.put(pair._1, pair._2));
    return of(counts, first);
  }

  /**
   * Collects the counts of tokens that may be known and of all keys that are no tokens; other
   * counts stay on the executors.
   *
   * @param prefix the prefix of keys that are tokens
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
    boolean few = tokens.count() <= (long) most + RESERVED; // take allocates for most
    all.addAll(few ? tokens.collect() : tokens.takeOrdered(most + RESERVED, new Order()));
    return all;
  }
}
