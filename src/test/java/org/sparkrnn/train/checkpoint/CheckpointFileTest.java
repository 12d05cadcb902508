package org.sparkrnn.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.Digests;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Safetensors;

class CheckpointFileTest {
  private static final int CASES = 1_000;

  private static Checkpoint checkpoint() {
    float[] weights = new float[1_500];
    Random random = new Random(3);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Float.intBitsToFloat(random.nextInt(0x7f800000));
    }
    return new Checkpoint()
        .put("epoch", 3)
        .put("loss", 0.1 + 0.2)
        .put("plateau", new double[] {Double.POSITIVE_INFINITY, Double.NaN, -0.0, Double.MIN_VALUE})
        .put("none", new double[0])
        .put("counts", new long[] {1, Long.MAX_VALUE})
        .put("configuration.inputCol", "W\u00f6rter \"x\"\n\ud83d\ude00")
        .put("weights", weights)
        .put("empty", new float[0]);
  }

  private static byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CheckpointFile.write(checkpoint, out);
    return out.toByteArray();
  }

  private static Checkpoint read(byte[] bytes) throws IOException {
    return CheckpointFile.read(() -> new ByteArrayInputStream(bytes), bytes.length, "the file");
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(InvalidInputException.class, () -> read(bytes)).getMessage();
  }

  @Test
  void whatIsReadIsWhatWasWrittenBitForBit() throws IOException {
    Checkpoint read = read(bytes(checkpoint()));
    assertEquals(checkpoint().values(), read.values());
    assertEquals(3, read.integer("epoch"));
    assertEquals(0.1 + 0.2, read.real("loss"));
    assertArrayEquals(checkpoint().reals("plateau"), read.reals("plateau"));
    assertEquals(-0.0, read.reals("plateau", 4)[2]);
    assertArrayEquals(new double[0], read.reals("none"));
    assertArrayEquals(new long[] {1, Long.MAX_VALUE}, read.integers("counts", 2));
    assertEquals(
        Map.of("inputCol", checkpoint().text("configuration.inputCol")),
        read.valuesBelow("configuration."));
    assertArrayEquals(checkpoint().array("weights"), read.array("weights"), 0f);
    assertEquals(0, read.array("empty").length);
    assertTrue(read.has("weights") && read.has("epoch"));
    assertFalse(read.has("nothing"));
  }

  @Test
  void anyoneCanReadItAsSafetensors() throws IOException {
    byte[] bytes = bytes(checkpoint());
    Safetensors file = Safetensors.read(new ByteArrayInputStream(bytes), bytes.length, "the file");
    assertEquals(CheckpointFile.FORMAT, file.metadata().get("format"));
    assertEquals(1_500, file.get("weights").floats().length);
  }

  @Test
  void aFileThatEndsEarlyOrLateIsRefused() throws IOException {
    byte[] whole = bytes(checkpoint());
    for (int part = 0; part < 16; part++) {
      String message = refusal(Arrays.copyOf(whole, whole.length * part / 16));
      assertTrue(message.startsWith("the file is not a complete checkpoint: "), message);
    }
    refusal(Arrays.copyOf(whole, whole.length - 1));
    refusal(Arrays.copyOf(whole, whole.length + 1));
  }

  /** Changes bits, bytes and runs of bytes anywhere: in header, hash, values and tensors. */
  @Test
  void anyFlippedBitIsFound() throws IOException {
    byte[] whole = bytes(checkpoint());
    Random random = new Random(7);
    for (int n = 0; n < CASES; n++) {
      byte[] damaged = whole.clone();
      // Half of them are in the header, which is a small part of the file.
      int at = random.nextInt(n % 2 == 0 ? 700 : whole.length);
      int length = n % 3 == 0 ? Math.min(1 + random.nextInt(40), whole.length - at) : 1;
      for (int i = at; i < at + length; i++) {
        int flips = n % 3 == 1 ? 1 << random.nextInt(8) : 1 + random.nextInt(255);
        damaged[i] ^= (byte) flips;
      }
      String message = refusal(damaged);
      assertTrue(message.contains("SHA-256 differs from the one"), message);
    }
  }

  /** A valid SHA-256 does not make wrong content acceptable. */
  @Test
  void aWholeFileOfOthersIsRefusedToo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String zeros = "0".repeat(64);
    Safetensors.Writer writer =
        new Safetensors.Writer().metadata("sha256", zeros).metadata("format", "another 2");
    writer.write(out);
    String hash = HexFormat.of().formatHex(Digests.sha256().digest(out.toByteArray()));
    ByteArrayOutputStream hashed = new ByteArrayOutputStream();
    writer.metadata("sha256", hash).write(hashed);
    assertEquals(
        "the file has the format \"another 2\"; this version of spark-rnn reads \"spark-rnn checkpoint 1\"",
        refusal(hashed.toByteArray()));
    refusal("x".repeat(500).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aValueThatIsMissingOrNoNumberIsNamed() throws IOException {
    Checkpoint read = read(bytes(new Checkpoint().put("epoch", "three").put("w", new float[2])));
    for (String message :
        new String[] {
          assertThrows(InvalidInputException.class, () -> read.integer("epoch")).getMessage(),
          assertThrows(InvalidInputException.class, () -> read.text("step")).getMessage(),
          assertThrows(InvalidInputException.class, () -> read.array("step")).getMessage(),
          assertThrows(InvalidInputException.class, () -> read.copy("w", new float[3])).getMessage()
        }) {
      assertTrue(message.matches("the checkpoint.*(epoch|step|w).*"), message);
    }
  }
}
