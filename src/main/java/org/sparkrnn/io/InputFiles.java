package org.sparkrnn.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.SparkSession;
import org.sparkrnn.data.InvalidInputException;

/** The data files under a path, and their division into slices for tasks. */
final class InputFiles {
  private InputFiles() {}

  static Path path(String path) {
    try {
      return new Path(path);
    } catch (IllegalArgumentException e) {
      File local = new File(path);
      if (local.exists()) {
        return new Path(local.toURI()); // a:b is a legal name, but not a path of Hadoop
      }
      throw new InvalidInputException(
          "\"" + path + "\" is not a path: " + e.getMessage() + "; give a file, directory or glob",
          e);
    }
  }

  /**
   * The files of a path, sorted by path: the file itself, all files below a directory, or all that
   * match a glob. Names that start with {@code _} or {@code .} are not data.
   *
   * @throws InvalidInputException if there is none
   */
  static List<FileStatus> list(Configuration conf, String path) {
    Path given = path(path);
    try {
      FileSystem fs = given.getFileSystem(conf);
      Path qualified = fs.makeQualified(given);
      List<FileStatus> files = new ArrayList<>();
      if (fs.exists(qualified)) {
        // The literal name takes precedence over a glob: data[1].txt is a legal name.
        add(fs, fs.getFileStatus(qualified), Set.of(), files);
      } else {
        FileStatus[] matches = glob(fs, qualified);
        if (matches == null || matches.length == 0) {
          throw new InvalidInputException(
              qualified + " does not exist and matches no file; check the path");
        }
        for (FileStatus match : matches) {
          if (!hidden(match)) {
            add(fs, match, Set.of(), files);
          }
        }
      }
      if (files.isEmpty()) {
        throw new InvalidInputException(
            qualified + " contains no data file (files whose names start with _ or . are ignored)");
      }
      files.sort(Comparator.comparing(FileStatus::getPath));
      requireOnce(files);
      return files;
    } catch (UnsupportedFileSystemException e) {
      throw new InvalidInputException(
          "there is no file system for "
              + path
              + ": "
              + e.getMessage()
              + "; check the part before the colon",
          e);
    } catch (AccessControlException | AccessDeniedException e) {
      throw new InvalidInputException(
          path + " cannot be listed: " + e.getMessage() + "; check that you are allowed to read it",
          e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s cannot be listed: %s; check its spelling, and that its file system can be reached (for hdfs:///path, the configuration in HADOOP_CONF_DIR names the file system)"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /**
   * Refuses a file together with its compressed copy or a link to it, which would be read twice.
   */
  private static void requireOnce(List<FileStatus> files) throws IOException {
    Map<String, Path> seen = new HashMap<>();
    Map<String, Path> places = new HashMap<>();
    for (FileStatus file : files) {
      Path path = file.getPath();
      Path before = seen.put(Format.uncompressed(path.toString()), path);
      if (before != null) {
        throw new InvalidInputException(
            "the names of %s and %s differ only in the compression, so their rows may be there twice; move one of them away, or name the file to read"
                .formatted(before, path.getName()));
      }
      Path same = places.put(real(path), path);
      if (same != null) {
        throw new InvalidInputException(
            "%s and %s are links to the same file, or one is a link to the other, so its rows would be read twice; remove a link, or name the file to read"
                .formatted(same, path));
      }
    }
  }

  private static FileStatus[] glob(FileSystem fs, Path pattern) throws IOException {
    try {
      return fs.globStatus(pattern);
    } catch (IllegalArgumentException e) { // of Hadoop's paths
      throw new InvalidInputException(
          "%s cannot be matched, because a file in that folder has a colon in its name, which Hadoop does not accept: %s; rename the file, or give a folder or a file instead of a glob"
              .formatted(pattern, e.getMessage()),
          e);
    }
  }

  /**
   * @param above the real paths of the directories above
   */
  private static void add(
      FileSystem fs, FileStatus status, Set<String> above, List<FileStatus> files)
      throws IOException {
    if (status.isFile()) {
      files.add(status);
      return;
    }
    String real = real(status.getPath());
    if (above.contains(real)) {
      throw new InvalidInputException(
          "%s is a link to %s, a folder that contains the link itself, so its files would be read again and again; remove the link, or name the files to read"
              .formatted(status.getPath(), real));
    }
    Set<String> here = new HashSet<>(above);
    here.add(real);
    for (FileStatus child : fs.listStatus(status.getPath())) {
      if (!hidden(child)) {
        add(fs, child, here, files);
      }
    }
  }

  /** The path of a file or directory without links, which only local ones can have. */
  private static String real(Path path) throws IOException {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file")
        ? java.nio.file.Path.of(path.toUri().getPath()).toRealPath().toString()
        : path.toString();
  }

  private static boolean hidden(FileStatus status) {
    String name = status.getPath().getName();
    return name.startsWith("_") || name.startsWith(".");
  }

  /** Divides files among the tasks of a session. */
  static List<List<FileSlice>> slices(SparkSession spark, List<FileStatus> files) {
    return slices(
        spark.sparkContext().hadoopConfiguration(),
        files,
        bytes(spark, "spark.sql.files.maxPartitionBytes"),
        bytes(spark, "spark.sql.files.openCostInBytes"),
        spark.sparkContext().defaultParallelism());
  }

  /**
   * Divides whole files, including empty ones, among the tasks of a session, with neighbours
   * together.
   */
  static List<List<FileStatus>> groups(SparkSession spark, List<FileStatus> files) {
    long openCost = bytes(spark, "spark.sql.files.openCostInBytes");
    long maxBytes = bytes(spark, "spark.sql.files.maxPartitionBytes");
    long size = size(files, maxBytes, openCost, spark.sparkContext().defaultParallelism());
    List<List<FileStatus>> groups = new ArrayList<>();
    long filled = Long.MAX_VALUE;
    for (FileStatus file : files) {
      if (filled > size - file.getLen()) {
        groups.add(new ArrayList<>());
        filled = 0;
      }
      filled += file.getLen() + openCost;
      groups.get(groups.size() - 1).add(file);
    }
    return groups;
  }

  /** The largest number of bytes that a task reads. */
  private static long size(List<FileStatus> files, long maxBytes, long openCost, int parallelism) {
    long total = files.stream().mapToLong(file -> file.getLen() + openCost).sum();
    return Math.max(1, Math.min(maxBytes, Math.max(openCost, total / parallelism)));
  }

  private static long bytes(SparkSession spark, String key) {
    return JavaUtils.byteStringAsBytes(spark.conf().get(key));
  }

  /**
   * Divides files into slices and collects neighbours into groups, one per task, in file order.
   * Sizes are as in Spark's own file sources: at most {@code maxBytes}, less if some tasks would
   * have no work otherwise, but not so small that opening files costs more than reading them.
   *
   * @param maxBytes largest slice, in bytes
   * @param openCost the cost of opening a file, in bytes that could be read in that time
   * @param parallelism tasks that can run at once
   */
  static List<List<FileSlice>> slices(
      Configuration conf, List<FileStatus> files, long maxBytes, long openCost, int parallelism) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(conf);
    long size = size(files, maxBytes, openCost, parallelism);
    List<List<FileSlice>> groups = new ArrayList<>();
    long filled = Long.MAX_VALUE; // bytes in the last group; initially as if there were a full one
    for (FileStatus file : files) {
      boolean compressed = new DataFile(conf, file.getPath(), codecs).compressed();
      long step = !compressed ? size : Math.max(1, file.getLen());
      for (long start = 0; start < file.getLen(); start += step) {
        long bytes = Math.min(step, file.getLen() - start);
        if (filled > size - bytes) {
          groups.add(new ArrayList<>());
          filled = 0;
        }
        filled += bytes + openCost;
        long end = !compressed ? start + bytes : Long.MAX_VALUE;
        groups.get(groups.size() - 1).add(new FileSlice(file.getPath().toString(), start, end));
      }
    }
    return groups;
  }
}
