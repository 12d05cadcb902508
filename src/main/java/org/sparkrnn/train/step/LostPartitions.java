package org.sparkrnn.train.step;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The executors that kept the sums of some partitions are gone. */
final class LostPartitions extends IOException {
  private static final long serialVersionUID = 1L;

  private final int[] partitions;

  LostPartitions(int... partitions) {
    super("the sums of partitions %s are lost".formatted(Arrays.toString(partitions)));
    this.partitions = partitions;
  }

  List<Integer> partitions() {
    return Arrays.stream(partitions).boxed().toList();
  }
}
