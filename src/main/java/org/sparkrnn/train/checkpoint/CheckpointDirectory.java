package org.sparkrnn.train.checkpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;

/**
 * Checkpoints on a Hadoop file system, one file each, named by its step. A file gets its name when
 * it is complete, so that a killed run leaves at most a temporary file, which the next run removes.
 */
public final class CheckpointDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointDirectory.class);
  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{12,18})\\.safetensors");
  private static final Pattern TEMPORARY = Pattern.compile("\\.checkpoint-.*\\.tmp");

  private static final int PROBE_BYTES = 4096;

  /** A complete checkpoint. */
  public record Found(String path, Checkpoint checkpoint) {}

  private final FileSystem fs;
  private final Path directory;
  private final int keep;
  private final Set<Path> damaged = new HashSet<>(); // removed when there is a newer complete one

  private CheckpointDirectory(FileSystem fs, Path directory, int keep) {
    this.fs = fs;
    this.directory = directory;
    this.keep = keep;
  }

  /**
   * Creates the directory if it is missing, removes files of killed runs, and tries to write,
   * because an error hours later would be too late.
   *
   * @throws InvalidInputException if it cannot be written to
   */
  public static CheckpointDirectory open(String path, int keep, Configuration conf) {
    try {
      Path given = new Path(path);
      FileSystem fs = given.getFileSystem(conf);
      Path directory = fs.makeQualified(given);
      if (fs instanceof ChecksumFileSystem local) {
        // The SHA-256 is enough, and checksum files are not renamed at the same moment.
        fs = local.getRawFileSystem();
      }
      if (!fs.mkdirs(directory)) {
        throw new IOException("it cannot be created");
      }
      for (FileStatus file : fs.listStatus(directory)) {
        if (TEMPORARY.matcher(file.getPath().getName()).matches()) {
          fs.delete(file.getPath(), false);
        }
      }
      Path probe = new Path(directory, ".checkpoint-probe." + UUID.randomUUID() + ".tmp");
      try (FSDataOutputStream out = fs.create(probe, true)) {
        out.write(new byte[PROBE_BYTES]); // a full disk may still create empty files
      } finally {
        fs.delete(probe, false);
      }
      return new CheckpointDirectory(fs, directory, keep);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "checkpointDir %s cannot be used: %s; give a writable directory"
              .formatted(path, reason(e)),
          e);
    }
  }

  /**
   * The newest complete checkpoint, or null if there is no checkpoint. Newer damaged ones are
   * skipped with a warning.
   *
   * @throws InvalidInputException if there are checkpoints but none is complete
   */
  public Found newest() {
    List<String> problems = new ArrayList<>();
    for (FileStatus file : files()) {
      Path path = file.getPath();
      try {
        return new Found(
            path.toString(),
            CheckpointFile.read(() -> fs.open(path), file.getLen(), path.toString()));
      } catch (InvalidInputException | IOException e) {
        LOG.warn("{}; trying the checkpoint before it", reason(e));
        damaged.add(path);
        problems.add(reason(e));
      }
    }
    if (problems.isEmpty()) {
      return null;
    }
    throw new InvalidInputException(
        "checkpointDir %s has no complete checkpoint: %s; remove its checkpoints to train from the beginning"
            .formatted(directory, String.join("; ", problems)));
  }

  /**
   * Writes a checkpoint and removes those that are too old.
   *
   * @param step number of the step
   * @return its path
   * @throws InvalidInputException if it cannot be written; existing ones are kept
   */
  public String write(long step, Checkpoint checkpoint) {
    Path path = new Path(directory, "checkpoint-%012d.safetensors".formatted(step));
    Path temporary = new Path(directory, "." + path.getName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FSDataOutputStream out = fs.create(temporary, true)) {
        CheckpointFile.write(checkpoint, out);
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
          out.hsync();
        }
      }
      if (fs.exists(path)) { // a damaged one, or training resumed before it
        fs.delete(path, false);
      }
      if (!fs.rename(temporary, path)) {
        throw new IOException("cannot rename " + temporary + " to " + path);
      }
    } catch (IOException e) {
      removeAfter(e, temporary);
      requireUninterrupted(e);
      throw new InvalidInputException(
          "cannot write a checkpoint to checkpointDir %s: %s; the existing checkpoints are kept, and the same training can continue from the newest one"
              .formatted(directory, reason(e)),
          e);
    }
    damaged.remove(path);
    removeOld();
    return path.toString();
  }

  /** An interrupt is neither an error of the directory nor of the user. */
  private static void requireUninterrupted(IOException e) {
    if (e instanceof ClosedByInterruptException
        || e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    }
  }

  private void removeAfter(IOException failure, Path temporary) {
    try {
      fs.delete(temporary, false);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void removeOld() {
    List<FileStatus> files = files();
    files.removeIf(file -> damaged.contains(file.getPath()));
    damaged.addAll(
        files.stream().skip(keep).map(FileStatus::getPath).toList()); // as useless as those
    for (Path path : damaged) {
      try {
        fs.delete(path, false);
      } catch (IOException e) {
        LOG.warn("Cannot remove the old checkpoint {}: {}", path, reason(e));
      }
    }
    damaged.clear();
  }

  /** All checkpoints, the newest first. */
  private List<FileStatus> files() {
    try {
      List<FileStatus> files = new ArrayList<>();
      for (FileStatus file : fs.listStatus(directory)) {
        if (file.isFile() && NAME.matcher(file.getPath().getName()).matches()) {
          files.add(file);
        }
      }
      files.sort(Comparator.comparingLong(CheckpointDirectory::step).reversed());
      return files;
    } catch (IOException e) {
      throw new InvalidInputException(
          "checkpointDir %s cannot be listed: %s".formatted(directory, reason(e)), e);
    }
  }

  private static long step(FileStatus file) {
    Matcher name = NAME.matcher(file.getPath().getName());
    if (!name.matches()) {
      throw new IllegalStateException(file.getPath() + " is not a checkpoint");
    }
    return Long.parseLong(name.group(1));
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
