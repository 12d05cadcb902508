package org.sparkrnn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Moves the cuts between slices of CSV files to where records begin. Whether a line break lies
 * within quotes follows from all that stands before it, so a file that is cut is read once for
 * this, by a task of its own.
 */
final class CsvCuts {
  private CsvCuts() {}

  static List<List<FileSlice>> atRecords(
      SparkSession spark, List<List<FileSlice>> groups, byte separator) {
    Map<String, List<Long>> cuts = new TreeMap<>(); // by file, in ascending order
    for (List<FileSlice> group : groups) {
      for (FileSlice slice : group) {
        if (slice.start() > 0) {
          cuts.computeIfAbsent(slice.path(), path -> new ArrayList<>()).add(slice.start());
        }
      }
    }
    if (cuts.isEmpty()) {
      return groups;
    }
    Map<String, Map<Long, Long>> moved = moved(spark, cuts, separator);
    List<List<FileSlice>> aligned = new ArrayList<>();
    for (List<FileSlice> group : groups) {
      List<FileSlice> slices = new ArrayList<>();
      for (FileSlice slice : group) {
        Map<Long, Long> places = moved.getOrDefault(slice.path(), Map.of());
        slices.add(
            new FileSlice(
                slice.path(),
                places.getOrDefault(slice.start(), slice.start()),
                places.getOrDefault(slice.end(), slice.end())));
      }
      aligned.add(slices);
    }
    return aligned;
  }

  private static Map<String, Map<Long, Long>> moved(
      SparkSession spark, Map<String, List<Long>> cuts, byte separator) {
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    List<String> files = new ArrayList<>(cuts.keySet());
    List<ArrayList<Long>> wanted = new ArrayList<>();
    files.forEach(file -> wanted.add(new ArrayList<>(cuts.get(file))));
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      numbers.add(i);
    }
    ArrayList<String> paths = new ArrayList<>(files);
    ArrayList<ArrayList<Long>> offsets = new ArrayList<>(wanted);
    List<ArrayList<Long>> found =
        new JavaSparkContext(spark.sparkContext())
            .parallelize(numbers, numbers.size())
            .map(i -> starts(conf.value(), paths.get(i), offsets.get(i), separator))
            .collect();
    Map<String, Map<Long, Long>> moved = new HashMap<>();
    for (int i = 0; i < files.size(); i++) {
      Map<Long, Long> places = new HashMap<>();
      for (int cut = 0; cut < wanted.get(i).size(); cut++) {
        places.put(wanted.get(i).get(cut), found.get(i).get(cut));
      }
      moved.put(files.get(i), places);
    }
    return moved;
  }

  /** For each offset the first record that begins there or later; the largest number if none. */
  static ArrayList<Long> starts(
      Configuration conf, String path, List<Long> offsets, byte separator) {
    ArrayList<Long> starts = new ArrayList<>();
    try (CsvRecords records = new CsvRecords(new DataFile(conf, path).open(0), separator, 0)) {
      while (starts.size() < offsets.size() && records.next()) {
        while (starts.size() < offsets.size() && records.offset() >= offsets.get(starts.size())) {
          starts.add(records.offset());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
    while (starts.size() < offsets.size()) {
      starts.add(Long.MAX_VALUE);
    }
    return starts;
  }
}
