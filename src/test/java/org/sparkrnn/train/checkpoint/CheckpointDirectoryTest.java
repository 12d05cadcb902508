package org.sparkrnn.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;

class CheckpointDirectoryTest {
  private static final String TEMPORARY = ".checkpoint-000000000007.safetensors.1-2-3.tmp";

  @TempDir Path dir;

  private CheckpointDirectory open(int keep) {
    return CheckpointDirectory.open(dir.toString(), keep, new Configuration());
  }

  private static Checkpoint checkpoint(int step) {
    float[] weights = new float[200];
    Arrays.fill(weights, step);
    return new Checkpoint().put("step", step).put("weights", weights);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path file(int step) {
    return dir.resolve("checkpoint-%012d.safetensors".formatted(step));
  }

  @Test
  void theNewestAreKeptAndTheNewestIsFound() throws IOException {
    CheckpointDirectory directory = open(3);
    assertNull(directory.newest());
    for (int step : new int[] {9, 10, 99, 100, 1_000}) {
      assertEquals("file:" + file(step), directory.write(step, checkpoint(step)));
      assertEquals(step, open(3).newest().checkpoint().integer("step"));
    }
    assertEquals(
        List.of(
            "checkpoint-000000000099.safetensors",
            "checkpoint-000000000100.safetensors",
            "checkpoint-000000001000.safetensors"),
        files());
    open(1).write(1_001, checkpoint(1_001));
    assertEquals(List.of("checkpoint-000000001001.safetensors"), files());
  }

  @Test
  void whatAKilledRunLeftIsRemovedAndWhatIsNotOursStays() throws IOException {
    Files.writeString(dir.resolve(TEMPORARY), "half");
    Files.writeString(dir.resolve("notes.txt"), "mine");
    Files.writeString(dir.resolve("checkpoint-1.safetensors"), "of another program");
    Files.createDirectory(dir.resolve("checkpoint-000000000001.safetensors"));
    CheckpointDirectory directory = open(1);
    assertNull(directory.newest());
    directory.write(3, checkpoint(3));
    directory.write(4, checkpoint(4));
    assertEquals(
        List.of(
            "checkpoint-000000000001.safetensors",
            "checkpoint-000000000004.safetensors",
            "checkpoint-1.safetensors",
            "notes.txt"),
        files());
  }

  @Test
  void aDirectoryThatCannotBeUsedIsRefusedAtOnce() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "x");
    for (String bad : List.of(file.toString(), file + "/below", "nowhere:/x", ":")) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> CheckpointDirectory.open(bad, 3, new Configuration()))
              .getMessage();
      assertTrue(message.startsWith("checkpointDir " + bad + " cannot be used: "), message);
    }
  }

  /** If it is cut at any sixteenth of its length or has flipped bits, the previous one is used. */
  @Test
  void aDamagedNewestFallsBackToTheOneBefore() throws IOException {
    open(3).write(1, checkpoint(1));
    open(3).write(2, checkpoint(2));
    byte[] whole = Files.readAllBytes(file(2));
    Random random = new Random(11);
    for (int n = 0; n < 100; n++) {
      byte[] damaged = whole.clone();
      if (n < 16) {
        damaged = Arrays.copyOf(whole, whole.length * n / 16);
      } else {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file(2), damaged);
      CheckpointDirectory.Found found = open(3).newest();
      assertEquals("file:" + file(1), found.path());
      assertArrayEquals(checkpoint(1).array("weights"), found.checkpoint().array("weights"), 0f);
    }
    CheckpointDirectory directory = open(3);
    directory.newest();
    directory.write(3, checkpoint(3));
    assertEquals(
        List.of(file(1).getFileName().toString(), file(3).getFileName().toString()),
        files(),
        "the damaged one is removed when a newer one is whole");
  }

  @Test
  void aDamagedOneIsReplacedByAWholeOneOfItsStep() throws IOException {
    open(3).write(1, checkpoint(1));
    Files.writeString(file(2), "damaged");
    CheckpointDirectory directory = open(3);
    directory.newest();
    directory.write(2, checkpoint(2));
    assertEquals(2, open(3).newest().checkpoint().integer("step"));
  }

  @Test
  void ifNoneIsWholeNothingBeginsAnewByItself() throws IOException {
    Files.writeString(file(1), "damaged");
    Files.writeString(file(2), "damaged too");
    String message = assertThrows(InvalidInputException.class, () -> open(3).newest()).getMessage();
    assertTrue(message.contains("has no complete checkpoint: "), message);
    assertTrue(message.contains(file(1) + " is not a complete checkpoint"), message);
    assertTrue(message.contains(file(2) + " is not a complete checkpoint"), message);
    assertEquals(2, files().size());
  }

  /** A disk with 1 KB left after a directory was opened. */
  public static class FullDisk extends RawLocalFileSystem {
    IOException failure() {
      return new IOException("No space left on device");
    }

    @Override
    public URI getUri() {
      return URI.create("full:///");
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path path,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      return limited(
          path,
          super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path path,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      return limited(
          path, super.create(path, overwrite, bufferSize, replication, blockSize, progress));
    }

    private FSDataOutputStream limited(org.apache.hadoop.fs.Path path, OutputStream out)
        throws IOException {
      int room = path.getName().contains("probe") ? Integer.MAX_VALUE : 1_000;
      OutputStream limited =
          new FilterOutputStream(out) {
            private int free = room;

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              free -= length;
              if (free < 0) {
                throw failure();
              }
              out.write(bytes, offset, length);
            }
          };
      return new FSDataOutputStream(limited, null);
    }
  }

  /** Writing waits, and its thread is interrupted in the meantime. */
  public static final class Interrupting extends FullDisk {
    @Override
    IOException failure() {
      return new InterruptedIOException("interrupted while waiting for data");
    }
  }

  @Test
  void aFullDiskIsToldAndWhatIsThereStays() throws IOException {
    open(1).write(1, checkpoint(1));
    Configuration conf = new Configuration();
    conf.set("fs.full.impl", FullDisk.class.getName());
    conf.set("fs.full.impl.disable.cache", "true");
    CheckpointDirectory full = CheckpointDirectory.open("full://" + dir, 1, conf);
    String message =
        assertThrows(InvalidInputException.class, () -> full.write(2, checkpoint(2))).getMessage();
    assertTrue(
        message.startsWith(
            "cannot write a checkpoint to checkpointDir full:" + dir + ": No space left on device"),
        message);
    assertEquals(List.of(file(1).getFileName().toString()), files());
    assertEquals(1, open(1).newest().checkpoint().integer("step"));
  }

  /** It is not a failure of the directory; see JobScope. */
  @Test
  void anInterruptionIsNotTakenForAFailure() {
    Configuration conf = new Configuration();
    conf.set("fs.full.impl", Interrupting.class.getName());
    conf.set("fs.full.impl.disable.cache", "true");
    CheckpointDirectory directory = CheckpointDirectory.open("full://" + dir, 1, conf);
    assertThrows(IllegalStateException.class, () -> directory.write(2, checkpoint(2)));
    assertTrue(Thread.interrupted());
  }
}
