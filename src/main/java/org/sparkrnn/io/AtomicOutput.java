package org.sparkrnn.io;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;

/**
 * Writes a file or directory completely or not at all: it is written to a temporary name beside the
 * path and then renamed. A reader sees the old output, for a moment none, or the new output, but
 * never a part of it. (On object stores without a rename, such as s3a, the last step is a copy,
 * during which a reader can see a part.)
 *
 * <p>A job that is killed leaves {@code .name.uuid.tmp} and, if it is killed between the two
 * renames, {@code .name.uuid.old} with the previous output. Readers skip these names, and the next
 * job that writes to the same path warns about them.
 */
public final class AtomicOutput {
  private static final Logger LOG = LoggerFactory.getLogger(AtomicOutput.class);

  private static final int PROBE_BYTES = 4096;

  private AtomicOutput() {}

  /**
   * A function that writes the output.
   *
   * @param <T> the destination
   */
  @FunctionalInterface
  public interface ThrowingConsumer<T> {
    /** Writes all of the output. */
    void accept(T value) throws IOException;
  }

  /**
   * Writes to a path through a temporary one. If the writer fails, the temporary output is removed,
   * the old output is kept, and the exception of the writer is thrown.
   *
   * @param path a file or directory on any Hadoop file system
   * @param overwrite whether an output that exists is replaced
   * @param writer is called with the temporary path, which does not exist, and creates a file or a
   *     directory there
   * @throws InvalidInputException if the path exists and must not be replaced
   * @throws IOException if a file cannot be renamed or removed
   */
  public static void write(
      Configuration conf, String path, boolean overwrite, ThrowingConsumer<String> writer)
      throws IOException {
    requireFree(conf, path, overwrite);
    Path given = InputFiles.path(path);
    FileSystem fs = given.getFileSystem(conf);
    Path target = fs.makeQualified(given);
    String unique = "." + target.getName() + "." + UUID.randomUUID();
    Path temporary = new Path(target.getParent(), unique + ".tmp");
    tellLeftovers(fs, target);
    try {
      writer.accept(temporary.toString());
      checkFree(fs, target, overwrite); // another job may have been faster
      replace(fs, temporary, target, new Path(target.getParent(), unique + ".old"));
    } catch (Throwable t) {
      try {
        fs.delete(temporary, true);
      } catch (IOException e) {
        t.addSuppressed(e);
      }
      throw t;
    }
  }

  /**
   * Fails if an output cannot be written, so that callers find out before hours of work.
   *
   * @throws InvalidInputException if the path exists and must not be replaced, is a root or has a
   *     colon in its name
   */
  public static void requireFree(Configuration conf, String path, boolean overwrite)
      throws IOException {
    Path given = InputFiles.path(path);
    FileSystem fs = given.getFileSystem(conf);
    Path target = fs.makeQualified(given);
    if (target.isRoot()) {
      throw new InvalidInputException(target + " cannot be an output; give a path below it");
    }
    if (target.getName().indexOf(':') >= 0) {
      throw new InvalidInputException(
          target
              + " cannot be an output, because Hadoop does not write names with a colon; give another name");
    }
    checkFree(fs, target, overwrite);
  }

  /**
   * Fails if an output cannot be written. To find out, it creates a small file in place of the
   * output, or in the nearest existing folder above it, and removes it again.
   *
   * @throws InvalidInputException if the path exists and must not be replaced, is a root, or cannot
   *     be written to for any reason
   */
  public static void requireWritable(Configuration conf, String path, boolean overwrite) {
    try {
      requireFree(conf, path, overwrite);
      Path given = InputFiles.path(path);
      FileSystem fs = given.getFileSystem(conf);
      Path target = fs.makeQualified(given);
      Path folder = target.getParent();
      while (!folder.isRoot() && !fs.exists(folder)) {
        folder = folder.getParent();
      }
      if (!fs.getFileStatus(folder).isDirectory()) {
        throw new IOException(folder + " is a file, not a folder");
      }
      probe(fs, new Path(folder, "." + target.getName() + "." + UUID.randomUUID() + ".tmp"));
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) { // the latter of a host that is unknown
      throw new InvalidInputException(
          "%s cannot be written: %s; give a path in a writable folder".formatted(path, reason(e)),
          e);
    }
  }

  /**
   * Fails if the path to be replaced is not an earlier output or model, but another folder or file.
   *
   * @throws InvalidInputException in this case
   */
  public static void requireEarlierOutput(Configuration conf, String path) {
    Path target = qualified(conf, path);
    try {
      FileSystem fs = target.getFileSystem(conf);
      if (!fs.exists(target) || fs.exists(new Path(target, "_SUCCESS"))) {
        return;
      }
      boolean model =
          fs.exists(new Path(target, "metadata")) || fs.exists(new Path(target, "model.onnx"));
      boolean folder = fs.getFileStatus(target).isDirectory();
      if (!model && !(folder && fs.listStatus(target).length == 0)) {
        throw new InvalidInputException(
            "%s is not an earlier output or model, so overwrite=true does not replace it; give another path, or remove it yourself"
                .formatted(target));
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s cannot be accessed: %s; give another path".formatted(path, reason(e)), e);
    }
  }

  /**
   * Whether one path is the same as another or contains it, so that replacing the former removes
   * the latter.
   */
  public static boolean holds(Configuration conf, String path, String other) {
    Path above = qualified(conf, path);
    Path p = qualified(conf, other);
    while (p != null && !p.equals(above)) {
      p = p.getParent();
    }
    return p != null;
  }

  private static Path qualified(Configuration conf, String path) {
    Path given = InputFiles.path(path);
    try {
      return given.getFileSystem(conf).makeQualified(given);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException("%s cannot be reached: %s".formatted(path, reason(e)), e);
    }
  }

  /** Writes a block and not only a name: a full disk may still have room for names. */
  private static void probe(FileSystem fs, Path file) throws IOException {
    try (OutputStream out = fs.create(file, false)) {
      out.write(new byte[PROBE_BYTES]);
    } catch (IOException e) {
      try {
        fs.delete(file, false);
      } catch (IOException also) {
        e.addSuppressed(also);
      }
      throw e;
    }
    fs.delete(file, false);
  }

  /** The first line, for HDFS sends its stack along. */
  private static String reason(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  /** Names what killed jobs left here. It is not removed: another job may be writing it now. */
  private static void tellLeftovers(FileSystem fs, Path target) throws IOException {
    if (!fs.exists(target.getParent())) {
      return;
    }
    Pattern names =
        Pattern.compile(Pattern.quote("." + target.getName()) + "\\.[0-9a-f-]{36}\\.(tmp|old)");
    for (FileStatus left :
        fs.listStatus(target.getParent(), path -> names.matcher(path.getName()).matches())) {
      LOG.warn(
          "{} was left by a killed job, or another job is writing it now, as part of {}; if no job is writing it, remove it",
          left.getPath(),
          target.getName());
    }
  }

  private static void checkFree(FileSystem fs, Path target, boolean overwrite) throws IOException {
    if (!overwrite && fs.exists(target)) {
      throw new InvalidInputException(
          target + " already exists; give overwrite=true to replace it, or another path");
    }
  }

  /** Puts the old output aside rather than away, so that it can return if the rename fails. */
  private static void replace(FileSystem fs, Path temporary, Path target, Path old)
      throws IOException {
    boolean replaces = fs.exists(target);
    if (replaces) {
      rename(fs, target, old);
    }
    try {
      rename(fs, temporary, target);
    } catch (IOException e) {
      if (replaces) {
        rename(fs, old, target);
      }
      throw e;
    }
    if (replaces && !fs.delete(old, true)) {
      throw new IOException("cannot remove " + old + ", the output that was replaced");
    }
  }

  private static void rename(FileSystem fs, Path from, Path to) throws IOException {
    if (!fs.rename(from, to)) {
      throw new IOException("cannot rename " + from + " to " + to);
    }
  }
}
