package org.sparkrnn.train.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.sparkrnn.data.Column;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.Readout;
import org.sparkrnn.data.SequenceBlock;
import org.sparkrnn.train.JobScope;
import scala.Option;
import scala.Tuple2;

/**
 * A sequence dataset that is dealt to shards and cached. A partition holds the shards of one task,
 * usually all shards of an executor; the partitions follow executors that come and go.
 *
 * <p>Sequences are sorted by length and content and dealt in turn. So the shards' numbers of
 * sequences differ by at most one, their numbers of steps are nearly equal, and a sequence's place
 * depends only on the data, not on how it was partitioned or ordered.
 */
public final class ShardedDataset implements Shards, AutoCloseable {
  /**
   * Orders by length, then content. Equal keys mean equal content, so that their order does not
   * matter.
   */
  private static final class Rank implements Comparable<Rank>, Serializable {
    private static final long serialVersionUID = 1L;
    private static final Comparator<Rank> ORDER =
        Comparator.comparingInt((Rank r) -> r.length).thenComparingLong(r -> r.hash);

    private final int length;
    private final long hash;

    Rank(EncodedSequence sequence) {
      length = sequence.length();
      hash = sequence.contentHash();
    }

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Rank r && compareTo(r) == 0;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(hash);
    }
  }

  private final JavaRDD<Shard> dealt; // one shard per partition, not cached; or null
  private final int numShards;
  private TaskLayout layout;
  private JavaRDD<Shard> rdd; // cached, as laid out
  private final long sequences;
  private final long steps;
  private final long emptySequences;
  private final long longest;
  private final long bytes;
  private final long packedBytes;
  private final long unknownTokens;
  private final long[] widestAlignment; // its steps and labels

  private ShardedDataset(
      JavaRDD<Shard> dealt, JavaRDD<Shard> rdd, int numShards, TaskLayout layout) {
    this.dealt = dealt;
    this.rdd = rdd;
    this.numShards = numShards;
    this.layout = layout;
    List<long[]> counts =
        (dealt == null ? rdd : dealt).map(shard -> counts(shard.block())).collect();
    sequences = counts.stream().mapToLong(count -> count[0]).sum();
    steps = counts.stream().mapToLong(count -> count[1]).sum();
    emptySequences = counts.stream().mapToLong(count -> count[2]).sum();
    longest = counts.stream().mapToLong(count -> count[3]).max().orElse(0);
    bytes = counts.stream().mapToLong(count -> count[4]).sum();
    packedBytes = counts.stream().mapToLong(count -> count[5]).sum();
    unknownTokens = counts.stream().mapToLong(count -> count[6]).sum();
    widestAlignment =
        counts.stream()
            .map(count -> new long[] {count[7], count[8]})
            .max(Comparator.comparingLong(alignment -> alignment[0] * alignment[1]))
            .orElse(new long[2]);
  }

  /**
   * Sequences, steps, empty sequences, the length of the longest, bytes of both kinds, unknown
   * tokens, and the steps and labels of the widest alignment.
   */
  private static long[] counts(SequenceBlock block) {
    long empty = 0;
    long longest = 0;
    for (int i = 0; i < block.size(); i++) {
      empty += block.length(i) == 0 ? 1 : 0;
      longest = Math.max(longest, block.length(i));
    }
    long[] alignment = widestAlignment(block);
    return new long[] {
      block.size(),
      block.steps(),
      empty,
      longest,
      block.bytes(),
      block.packedBytes(),
      block.unknownTokens(),
      alignment[0],
      alignment[1]
    };
  }

  /** Steps and labels of the sequence in which their product is largest; 0 without lists. */
  private static long[] widestAlignment(SequenceBlock block) {
    long[] widest = new long[2];
    Column targets = block.column(ColumnSpec.TARGETS);
    boolean lists =
        targets != null && targets.spec().lists() && targets.spec().per() == Readout.LAST_STEP;
    for (int i = 0; lists && i < block.size(); i++) {
      long labels = targets.start(i + 1) - (long) targets.start(i);
      if (block.length(i) * labels > widest[0] * widest[1]) {
        widest = new long[] {block.length(i), labels};
      }
    }
    return widest;
  }

  /**
   * Deals the sequences and caches the shards on the current executors; runs jobs.
   *
   * @param width features per step, 0 for token inputs
   */
  public static ShardedDataset deal(JavaRDD<EncodedSequence> sequences, int width, int numShards) {
    return deal(sequences, width, numShards, TaskLayout.ofExecutors(sequences.context()));
  }

  /**
   * Deals the sequences and caches the shards; runs jobs.
   *
   * @param width features per step, 0 for token inputs
   * @param tasks number of tasks of one thread each, whatever the executors; at most {@code
   *     numShards}
   */
  public static ShardedDataset deal(
      JavaRDD<EncodedSequence> sequences, int width, int numShards, int tasks) {
    return deal(sequences, width, numShards, TaskLayout.ofTasks(tasks));
  }

  private static ShardedDataset deal(
      JavaRDD<EncodedSequence> sequences, int width, int numShards, TaskLayout layout) {
    JobScope.describe(sequences.context(), "deal sequences to " + numShards + " shards");
    JavaRDD<Shard> dealt =
        sequences
            .mapToPair(sequence -> new Tuple2<>(new Rank(sequence), sequence))
            .sortByKey()
            .values()
            .zipWithIndex()
            .mapToPair(Tuple2::swap)
            .partitionBy(new ShardPartitioner(numShards))
            .mapPartitionsWithIndex(
                (shard, ranked) -> ShardPartitioner.shard(shard, sorted(ranked), width), true);
    return ofDealt(dealt, layout, "spark-rnn shards");
  }

  /**
   * Caches shards on the current executors; runs jobs.
   *
   * @param dealt one shard per partition, in their order
   */
  public static ShardedDataset ofDealt(JavaRDD<Shard> dealt) {
    return ofDealt(dealt, TaskLayout.ofExecutors(dealt.context()), "spark-rnn shards");
  }

  /** Makes the blocks on all cores, in tasks of one shard each, then caches them as laid out. */
  static ShardedDataset ofDealt(JavaRDD<Shard> dealt, TaskLayout layout, String name) {
    dealt.persist(StorageLevel.MEMORY_AND_DISK());
    JavaRDD<Shard> rdd = laidOut(dealt, layout, name);
    try {
      ShardedDataset shards = new ShardedDataset(dealt, rdd, dealt.getNumPartitions(), layout);
      rdd.count();
      return shards;
    } catch (Throwable t) {
      JobScope.uninterrupted(() -> rdd.unpersist(false));
      throw t;
    } finally {
      JobScope.uninterrupted(() -> dealt.unpersist(false));
    }
  }

  private static JavaRDD<Shard> laidOut(JavaRDD<Shard> dealt, TaskLayout layout, String name) {
    return dealt
        .rdd()
        .coalesce(layout.tasks(dealt.getNumPartitions()), false, Option.apply(layout), null)
        .toJavaRDD()
        .setName(name)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Wraps shards that are already persisted. Each partition becomes a task of one thread; every
   * index of 0..numShards-1 must occur once.
   */
  public static ShardedDataset ofPersisted(JavaRDD<Shard> rdd, int numShards) {
    try {
      return new ShardedDataset(null, rdd, numShards, TaskLayout.ofTasks(rdd.getNumPartitions()));
    } catch (Throwable t) {
      JobScope.uninterrupted(() -> rdd.unpersist(false));
      throw t;
    }
  }

  /**
   * Lays the shards out again if executors came or went since the last layout. The next job makes
   * and caches them, from the files of Spark's shuffle if they still exist, otherwise from the
   * input.
   */
  @Override
  public void followExecutors() {
    TaskLayout now = layout.now(rdd.context());
    if (now == layout) {
      return;
    }
    JavaRDD<Shard> before = rdd;
    rdd = laidOut(dealt, now, before.name());
    layout = now;
    JobScope.uninterrupted(() -> before.unpersist(false));
  }

  private static SortedMap<Long, EncodedSequence> sorted(
      Iterator<Tuple2<Long, EncodedSequence>> ranked) {
    SortedMap<Long, EncodedSequence> sorted = new TreeMap<>();
    ranked.forEachRemaining(sequence -> sorted.put(sequence._1, sequence._2));
    return sorted;
  }

  /** The shards; each partition is for one task. */
  public JavaRDD<Shard> rdd() {
    return rdd;
  }

  /** The number of threads of a task. */
  public int threads() {
    return layout.threads();
  }

  @Override
  public int numShards() {
    return numShards;
  }

  @Override
  public long sequences() {
    return sequences;
  }

  @Override
  public long steps() {
    return steps;
  }

  /** Runs a job. */
  @Override
  public String sha256() {
    describe("take the fingerprint of the data");
    return LocalShards.sha256(each(shard -> shard.block().sha256()));
  }

  /** Runs a job. */
  @Override
  public <R> List<R> each(Question<R> question) {
    int threads = layout.threads();
    return rdd.mapPartitions(part -> answers(part, threads, question)).collect().stream()
        .sorted(Comparator.comparingInt(Tuple2::_1))
        .map(Tuple2::_2)
        .toList();
  }

  private static <R> Iterator<Tuple2<Integer, R>> answers(
      Iterator<Shard> shards, int threads, Question<R> question) {
    List<Tuple2<Integer, R>> answers = Collections.synchronizedList(new ArrayList<>());
    TaskThreads.each(
        shards,
        Collections.nCopies(threads, question),
        (asked, shard) -> answers.add(new Tuple2<>(shard.index(), asked.ask(shard))));
    return answers.iterator();
  }

  @Override
  public Optional<SparkContext> context() {
    return Optional.of(rdd.context());
  }

  @Override
  public void describe(String what) {
    JobScope.describe(rdd.context(), what);
  }

  /** The number of sequences without a step, which have no influence. */
  public long emptySequences() {
    return emptySequences;
  }

  /** The number of steps of the longest sequence. */
  public long longest() {
    return longest;
  }

  /** The number of steps whose token is not in the vocabulary; 0 if steps have no tokens. */
  public long unknownTokens() {
    return unknownTokens;
  }

  /**
   * Steps of the sequence whose steps times labels are the most; 0 unless each sequence has a list
   * of labels.
   */
  public long alignedSteps() {
    return widestAlignment[0];
  }

  /** Labels of that sequence. */
  public long alignedLabels() {
    return widestAlignment[1];
  }

  /** Of all blocks, as they are cached and sent. */
  public long bytes() {
    return bytes;
  }

  /** The memory that a packed batch takes per step, in bytes. */
  public long packedBytesPerStep() {
    return steps == 0 ? 0 : (packedBytes - 1) / steps + 1;
  }

  /** Removes the cached blocks, without waiting. */
  @Override
  public void close() {
    JobScope.uninterrupted(() -> rdd.unpersist(false));
  }
}
