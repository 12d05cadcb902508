package org.sparkrnn.train.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.sparkrnn.data.EncodedSequence;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.NextTokens;
import org.sparkrnn.train.JobScope;
import scala.Tuple2;

/**
 * Cuts one long text by position into B streams, whose lengths differ by at most one step, and
 * deals them to shards. Only the text matters, not its partitions or the length of its rows.
 *
 * <p>The step at position p has token p as its target and token p - 1 as its input; the input of
 * the first step is the boundary. No step is lost, because the first input of a stream is the last
 * target of the previous stream.
 */
public final class StreamShards {
  /** A run of tokens of one stream; not a record, because Spark shuffles it. */
  private static final class Piece implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long position; // of the first token in the text
    private final int[] tokens;

    Piece(long position, int[] tokens) {
      this.position = position;
      this.tokens = tokens;
    }
  }

  /** The positions in the text at which streams begin. */
  private static final class Cut implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long steps;
    private final int streams;

    Cut(long steps, int streams) {
      this.steps = steps;
      this.streams = streams;
    }

    /** The position of a stream's first target. */
    long start(long stream) {
      return steps / streams * stream + steps % streams * stream / streams;
    }

    /** The last stream that begins at the position or before it. */
    int streamBefore(long position) {
      int b = (int) Math.min(streams - 1L, position / Math.max(1, steps / streams));
      while (b > 0 && start(b) > position) {
        b--;
      }
      return b;
    }
  }

  private StreamShards() {}

  /**
   * Cuts the text, deals its streams and caches the shards; runs jobs.
   *
   * @param rows tokens of the text, in the order of the partitions and of the rows in each
   * @param boundary the token that stands before the text
   * @param streams B; reduced to the number of steps if that is smaller
   * @throws InvalidInputException if a stream is longer than an array
   */
  public static ShardedDataset deal(JavaRDD<int[]> rows, int boundary, int streams, int numShards) {
    return deal(rows, boundary, streams, numShards, TaskLayout.ofExecutors(rows.context()));
  }

  /**
   * Does the same for a given number of tasks of one thread each, whatever the executors.
   *
   * @param tasks number of tasks, at most {@code numShards}
   */
  public static ShardedDataset deal(
      JavaRDD<int[]> rows, int boundary, int streams, int numShards, int tasks) {
    return deal(rows, boundary, streams, numShards, TaskLayout.ofTasks(tasks));
  }

  private static ShardedDataset deal(
      JavaRDD<int[]> rows, int boundary, int streams, int numShards, TaskLayout layout) {
    JobScope.describe(rows.context(), "cut the text into streams in " + numShards + " shards");
    List<Long> sizes = rows.mapPartitions(part -> List.of(size(part)).iterator()).collect();
    long[] firsts = new long[sizes.size() + 1];
    for (int i = 0; i < sizes.size(); i++) {
      firsts[i + 1] = firsts[i] + sizes.get(i);
    }
    long steps = firsts[sizes.size()];
    Cut cut = new Cut(steps, (int) Math.max(1, Math.min(streams, steps)));
    if (steps / cut.streams >= Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          "a stream of %d tokens does not fit into an array; raise batchSize (%d), which is the number of streams"
              .formatted(steps / cut.streams, streams));
    }
    JavaRDD<Shard> dealt =
        rows.mapPartitionsWithIndex((partition, part) -> pieces(part, firsts[partition], cut), true)
            .mapToPair(piece -> piece)
            .groupByKey(new ShardPartitioner(numShards))
            .mapPartitionsWithIndex(
                (shard, grouped) ->
                    ShardPartitioner.shard(shard, streams(grouped, cut, boundary), 0),
                true);
    return ShardedDataset.ofDealt(dealt, layout, "spark-rnn streams");
  }

  private static long size(Iterator<int[]> part) {
    long size = 0;
    while (part.hasNext()) {
      size += part.next().length;
    }
    return size;
  }

  /**
   * Cuts each row into pieces by stream; the last token of a stream belongs to the next stream too.
   */
  private static Iterator<Tuple2<Integer, Piece>> pieces(
      Iterator<int[]> part, long first, Cut cut) {
    List<Tuple2<Integer, Piece>> pieces = new ArrayList<>();
    long position = first;
    while (part.hasNext()) {
      int[] tokens = part.next();
      long end = position + tokens.length;
      for (int b = cut.streamBefore(position); b < cut.streams && cut.start(b) <= end; b++) {
        long from = Math.max(position, b == 0 ? 0 : cut.start(b) - 1);
        long to = Math.min(end, cut.start(b + 1L));
        if (from < to) {
          int[] run = Arrays.copyOfRange(tokens, (int) (from - position), (int) (to - position));
          pieces.add(new Tuple2<>(b, new Piece(from, run)));
        }
      }
      position = end;
    }
    return pieces.iterator();
  }

  private static SortedMap<Long, EncodedSequence> streams(
      Iterator<Tuple2<Integer, Iterable<Piece>>> grouped, Cut cut, int boundary) {
    SortedMap<Long, EncodedSequence> streams = new TreeMap<>();
    while (grouped.hasNext()) {
      Tuple2<Integer, Iterable<Piece>> stream = grouped.next();
      streams.put((long) stream._1, assemble(stream._1, stream._2, cut, boundary));
    }
    return streams;
  }

  private static EncodedSequence assemble(
      int stream, Iterable<Piece> pieces, Cut cut, int boundary) {
    long first = cut.start(stream) - 1; // position of the first input
    int[] tokens = new int[(int) (cut.start(stream + 1L) - first)];
    tokens[0] = boundary; // overwritten by a piece unless this is the first stream
    StreamSupport.stream(pieces.spliterator(), false)
        .forEach(
            piece ->
                System.arraycopy(
                    piece.tokens, 0, tokens, (int) (piece.position - first), piece.tokens.length));
    return NextTokens.of(tokens);
  }
}
