package org.sparkrnn.baseline;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * The tagger of order 0: every token gets the label that it had most often in training, an unknown
 * token the label that was most frequent of all. Of equally frequent labels the first by name.
 */
public final class MostFrequentTag implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, String> byToken;
  private final String overall;

  private MostFrequentTag(HashMap<String, String> byToken, String overall) {
    this.byToken = byToken;
    this.overall = overall;
  }

  /**
   * Counts in one Spark job.
   *
   * @param steps all training steps as (token, label)
   */
  public static MostFrequentTag fit(JavaRDD<Tuple2<String, String>> steps) {
    Map<String, Map<String, Long>> byToken = new HashMap<>();
    Map<String, Long> total = new HashMap<>();
    for (Tuple2<Tuple2<String, String>, Long> counted :
        steps.mapToPair(step -> new Tuple2<>(step, 1L)).reduceByKey(Long::sum).collect()) {
      Tuple2<String, String> step = counted._1;
      byToken.computeIfAbsent(step._1, t -> new HashMap<>()).put(step._2, counted._2);
      total.merge(step._2, counted._2, Long::sum);
    }
    HashMap<String, String> tags = new HashMap<>();
    byToken.forEach((token, counts) -> tags.put(token, mostFrequent(counts)));
    return new MostFrequentTag(tags, total.isEmpty() ? "" : mostFrequent(total));
  }

  private static String mostFrequent(Map<String, Long> counts) {
    String best = null;
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      int more = best == null ? 1 : Long.compare(entry.getValue(), counts.get(best));
      if (more > 0 || more == 0 && entry.getKey().compareTo(best) < 0) {
        best = entry.getKey();
      }
    }
    return best;
  }

  /** One tag a token. */
  public String[] tag(String[] tokens) {
    String[] tags = new String[tokens.length];
    for (int t = 0; t < tags.length; t++) {
      tags[t] = byToken.getOrDefault(tokens[t], overall);
    }
    return tags;
  }
}
