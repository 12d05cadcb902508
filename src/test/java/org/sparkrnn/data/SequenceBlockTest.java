package org.sparkrnn.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceBlockTest {
  private static EncodedSequence tokens(int[] tokens, int[] labels) {
    return new EncodedSequence(
        tokens.length, Column.tokens(tokens), labels == null ? null : Targets.labels(labels));
  }

  private static EncodedSequence features(float weight, Column targets, float... features) {
    return new EncodedSequence(features.length, Column.features(1, features), targets)
        .withWeight(weight);
  }

  private static SequenceBlock block(int width, EncodedSequence... sequences) {
    return SequenceBlock.of(List.of(sequences), width);
  }

  /** A checkpoint is refused if any content that training reads differs. */
  @Test
  void blocksHaveTheSameSha256OnlyIfTheyAreTheSame() {
    SequenceBlock[] different = {
      block(0),
      block(1),
      block(0, tokens(new int[] {1, 2, 3}, new int[] {0, 1, 0})),
      block(0, tokens(new int[] {1, 2, 4}, new int[] {0, 1, 0})),
      block(0, tokens(new int[] {1, 2, 3}, new int[] {0, 1, 1})),
      block(0, tokens(new int[] {1, 2, 3}, null)),
      block(0, tokens(new int[] {1, 2, 3, 0, 1, 0}, null)),
      block(0, tokens(new int[] {1, 2, 3}, new int[] {0, 1, 0}).withWeight(2)),
      block(0, tokens(new int[] {1}, new int[] {0}), tokens(new int[] {2, 3}, new int[] {1, 0})),
      block(0, tokens(new int[] {1, 2}, new int[] {0, 1}), tokens(new int[] {3}, new int[] {0})),
      block(1, features(1, Targets.vectors(new float[] {1, 2}, 1), 3, 4)),
      block(1, features(1, Targets.vectors(new float[] {1, 2}, 1), 3, 5)),
      block(1, features(1, Targets.vectors(new float[] {1, 3}, 1), 3, 4)),
      block(1, features(1, Targets.vector(1, 2), 3, 4)),
      block(1, features(1, Targets.label(1), 3, 4)),
      block(1, features(1, Targets.label(1), 3, -4)),
      block(1, features(3, Targets.label(1), 3, 4)),
    };
    Set<String> hashes = new HashSet<>();
    for (SequenceBlock block : different) {
      hashes.add(HexFormat.of().formatHex(block.sha256()));
    }
    assertEquals(different.length, hashes.size());
    assertArrayEquals(
        different[2].sha256(), block(0, tokens(new int[] {1, 2, 3}, new int[] {0, 1, 0})).sha256());
  }

  /** Hashing in pieces and at once gives the same. */
  @Test
  void longArraysAreHashedAsTheirBytes() {
    int[] tokens = new int[40_000];
    Arrays.setAll(tokens, i -> i * 7);
    ByteBuffer bytes = ByteBuffer.allocate(4 * tokens.length);
    bytes.asIntBuffer().put(tokens);
    MessageDigest digest = Digests.sha256();
    Digests.add(digest, tokens);
    assertArrayEquals(Digests.sha256().digest(bytes.array()), digest.digest());
  }
}
