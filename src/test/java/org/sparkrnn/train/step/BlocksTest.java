package org.sparkrnn.train.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.testkit.LocalSpark;

/** Even under a local master blocks are sent over Spark's transport, through a socket. */
class BlocksTest {
  private static final int BLOCK = Blocks.BYTES;

  @BeforeAll
  static void startSpark() {
    LocalSpark.session();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5})
  void bytesArriveAsTheyWerePut(int size) throws IOException {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    long id = Blocks.newId();
    try {
      Blocks blocks = Blocks.put(id, "test", out -> out.write(bytes));
      try (InputStream in = blocks.fetch()) {
        assertArrayEquals(bytes, in.readAllBytes());
      }
    } finally {
      Blocks.remove(id);
    }
  }

  /** Each content arrives alone, even if its size differs from the announced one. */
  @Test
  void contentsOfAListArriveEachByItself() throws IOException {
    int[] sizes = {0, 5, 2_000, 1, 70_000};
    List<byte[]> contents = new ArrayList<>();
    List<Blocks.Content> writing = new ArrayList<>();
    for (int size : sizes) {
      byte[] bytes = new byte[size];
      new SplittableRandom(size).nextBytes(bytes);
      contents.add(bytes);
      writing.add(out -> out.write(bytes));
    }
    long id = Blocks.newId();
    try {
      Blocks blocks = Blocks.putEach(id, "each", writing, 100);
      for (int i = sizes.length - 1; i >= 0; i--) {
        try (InputStream in = blocks.fetch(i)) {
          assertArrayEquals(contents.get(i), in.readAllBytes());
        }
      }
    } finally {
      Blocks.remove(id);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK / 4 - 1, BLOCK / 4, BLOCK / 4 + 1, BLOCK + 3})
  void floatsArriveWhereverBlocksEnd(int size) throws IOException {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) Math.sin(i);
    }
    long id = Blocks.newId();
    try {
      for (int bytesBefore = 0; bytesBefore < 4; bytesBefore++) {
        byte[] before = new byte[bytesBefore];
        Blocks blocks =
            Blocks.put(
                id,
                "floats" + bytesBefore,
                out -> {
                  out.write(before);
                  Floats.write(values, out);
                  out.writeLong(-5);
                });
        try (DataInputStream in = new DataInputStream(blocks.fetch())) {
          in.readFully(before);
          assertArrayEquals(values, Floats.read(in), 0f);
          assertEquals(-5, in.readLong());
        }
      }
    } finally {
      Blocks.remove(id);
    }
  }

  @Test
  void twoFieldsUnderOneIdStayApart() throws IOException {
    long id = Blocks.newId();
    try {
      Blocks one = Blocks.put(id, "one", out -> out.write(1));
      Blocks two = Blocks.put(id, "two", out -> out.write(2));
      assertArrayEquals(new byte[] {1}, one.fetch().readAllBytes());
      assertArrayEquals(new byte[] {2}, two.fetch().readAllBytes());
    } finally {
      Blocks.remove(id);
    }
  }

  @Test
  void whatWasRemovedIsAnErrorThatNamesTheBlock() throws Exception {
    long id = Blocks.newId();
    Blocks blocks = Blocks.put(id, "gone", out -> out.write(1));
    Blocks.remove(id);
    for (int tries = 0; available(blocks) && tries < 1000; tries++) {
      Thread.sleep(10); // removal does not wait
    }
    IOException e = assertThrows(IOException.class, () -> blocks.fetch().readAllBytes());
    assertTrue(e.getMessage().contains("broadcast_" + id + "_gone"), e.getMessage());
  }

  private static boolean available(Blocks blocks) {
    try (InputStream in = blocks.fetch()) {
      return in.read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
