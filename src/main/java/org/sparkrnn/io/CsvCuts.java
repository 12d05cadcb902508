package org.sparkrnn.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Moves the cuts between slices of CSV files to the beginnings of records. Whether a line break is
 * within quotes depends on all preceding text, so a separate task reads each file with cuts once.
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
        long start = places.getOrDefault(slice.start(), slice.start());
        long end = places.getOrDefault(slice.end(), slice.end());
        if (start < end) { // otherwise an earlier record covers the slice
          slices.add(new FileSlice(slice.path(), start, end));
        }
      }
      aligned.add(slices);
    }
    return aligned;
  }

  private static Map<String, Map<Long, Long>> moved(
      SparkSession spark, Map<String, List<Long>> cuts, byte separator) {
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    ArrayList<String> paths = new ArrayList<>(cuts.keySet());
    ArrayList<ArrayList<Long>> wanted = new ArrayList<>();
    paths.forEach(path -> wanted.add(new ArrayList<>(cuts.get(path))));
    List<Integer> numbers = IntStream.range(0, paths.size()).boxed().toList();
    List<ArrayList<Long>> found =
        new JavaSparkContext(spark.sparkContext())
            .parallelize(new ArrayList<>(numbers), numbers.size())
            .map(i -> starts(conf.value(), paths.get(i), wanted.get(i), separator))
            .collect();
    Map<String, Map<Long, Long>> moved = new HashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      Map<Long, Long> places = new HashMap<>();
      for (int cut = 0; cut < wanted.get(i).size(); cut++) {
        places.put(wanted.get(i).get(cut), found.get(i).get(cut));
      }
      moved.put(paths.get(i), places);
    }
    return moved;
  }

  /**
   * For each offset the position of the first record that begins there or later, or the file's end.
   */
  static ArrayList<Long> starts(
      Configuration conf, String path, List<Long> offsets, byte separator) {
    ArrayList<Long> starts = new ArrayList<>();
    long end = 0;
    try (CsvRecords records = new CsvRecords(new DataFile(conf, path).open(0), separator, 0)) {
      while (starts.size() < offsets.size() && records.next()) {
        while (starts.size() < offsets.size() && records.offset() >= offsets.get(starts.size())) {
          starts.add(records.offset());
        }
        end = records.end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e.getMessage(), e);
    }
    while (starts.size() < offsets.size()) {
      starts.add(end);
    }
    return starts;
  }
}
