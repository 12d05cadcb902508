package org.sparkrnn.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.testkit.LocalSpark;

/** Even under a local master blocks travel over Spark's transport, through a socket. */
class BlocksTest {
  private static final int BLOCK = 1 << 20;

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
