package org.sparkrnn.train.shard;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.sparkrnn.data.Digests;
import org.sparkrnn.data.SequenceBlock;

/** All shards of a dataset in one process; also the content of a broadcast of shards. */
public final class LocalShards implements Shards, Serializable {
  private static final long serialVersionUID = 1L;

  private final SequenceBlock[] blocks; // by shard

  private LocalShards(SequenceBlock[] blocks) {
    this.blocks = blocks;
  }

  /** Brings all shards to this process. */
  public static LocalShards of(Shards shards) {
    return new LocalShards(shards.each(Shard::block).toArray(SequenceBlock[]::new));
  }

  /** The shards, new ones at each call, so that trainings at the same time keep separate orders. */
  public List<Shard> shards() {
    return IntStream.range(0, blocks.length).mapToObj(i -> new Shard(i, blocks[i])).toList();
  }

  @Override
  public int numShards() {
    return blocks.length;
  }

  @Override
  public long sequences() {
    return IntStream.range(0, blocks.length).mapToLong(i -> blocks[i].size()).sum();
  }

  @Override
  public long steps() {
    return IntStream.range(0, blocks.length).mapToLong(i -> blocks[i].steps()).sum();
  }

  @Override
  public String sha256() {
    return sha256(each(shard -> shard.block().sha256()));
  }

  /** The digest of all blocks, from the digests of each. */
  static String sha256(List<byte[]> ofBlocks) {
    MessageDigest digest = Digests.sha256();
    ofBlocks.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public <R> List<R> each(Question<R> question) {
    return shards().stream().map(question::ask).toList();
  }

  @Override
  public Optional<SparkContext> context() {
    return Optional.empty();
  }

  @Override
  public void describe(String what) {}
}
