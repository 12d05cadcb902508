package org.sparkrnn.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;

/** Reads .ts files: headers on the driver, series in tasks. */
final class TsReader {
  private static final Logger LOG = LoggerFactory.getLogger(TsReader.class);

  private TsReader() {}

  static Dataset<Row> read(
      SparkSession spark,
      String path,
      List<FileStatus> files,
      String inputCol,
      String labelCol,
      ReadOptions options) {
    Configuration conf = spark.sparkContext().hadoopConfiguration();
    TsGrammar grammar = grammar(conf, path, files, inputCol, labelCol, options);
    List<List<FileSlice>> slices = InputFiles.slices(spark, files);
    return SequenceReader.rows(
        spark, behindHeaders(slices, grammar.headers()), grammar, options.mode());
  }

  /**
   * Reads and combines the headers of files.
   *
   * @param path the user's path, for messages
   * @param labelCol the name of the column of labels, which must then exist; null if labels are not
   *     needed
   */
  static TsGrammar grammar(
      Configuration conf,
      String path,
      List<FileStatus> files,
      String inputCol,
      String labelCol,
      ReadOptions options) {
    Map<String, TsHeader> headers = new HashMap<>();
    TsHeader first = null;
    for (FileStatus file : files) {
      TsHeader header = TsHeader.read(conf, file.getPath().toString());
      first = first == null ? header : first;
      header.requireAs(first);
      headers.put(header.file(), header);
      noteTimeStamps(header, options.layouts());
    }
    return new TsGrammar(
        columns(path, first, inputCol, labelCol, options.uses()),
        headers,
        options.layouts().stamped(),
        labelCol != null && options.uses().required().contains(labelCol));
  }

  private static void noteTimeStamps(TsHeader header, FileLayouts layouts) {
    if (header.step() != null && layouts.stamped() == null) {
      layouts.setStamped(header);
      LOG.info(
          "{}: the series have time stamps, {} per step; every step must have one, and only the values are read",
          header.file(),
          header.step());
    }
  }

  private static String[] columns(
      String path, TsHeader header, String inputCol, String labelCol, ColumnUses uses) {
    if (!header.labelled()) {
      if (labelCol != null) {
        throw new InvalidInputException(
            "labelCol=%s: the series of %s have no labels, according to @classLabel or @targetLabel false in %s; without labels there can be predictions, but no training and no metrics: put a label after a colon at the end of each line, and true into the header"
                .formatted(labelCol, path, header.file()));
      }
      return new String[] {inputCol};
    }
    boolean classes = header.labels() == TsHeader.Labels.CLASSES;
    if (classes && labelCol != null && uses.numbers().contains(labelCol)) {
      throw new InvalidInputException(
          "labelCol=%s: %s has class labels, according to @classLabel true, but the task needs numbers; give task=classifier, or write @targetLabel true in the header if the labels are numbers"
              .formatted(labelCol, header.file()));
    }
    String label = labelCol == null ? SequenceReader.LABEL : labelCol;
    if (label.equalsIgnoreCase(inputCol)) {
      throw new InvalidInputException(
          "inputCol=%s: the labels of %s already have this name; give another inputCol"
              .formatted(inputCol, path));
    }
    return new String[] {inputCol, label};
  }

  /** Slices of files that can be cut begin no earlier than the data. */
  static List<List<FileSlice>> behindHeaders(
      List<List<FileSlice>> groups, Map<String, TsHeader> headers) {
    List<List<FileSlice>> moved = new ArrayList<>();
    for (List<FileSlice> group : groups) {
      List<FileSlice> slices = new ArrayList<>();
      for (FileSlice slice : group) {
        long data = headers.get(slice.path()).data();
        if (slice.end() == Long.MAX_VALUE) {
          slices.add(slice); // compressed: the header is read again
        } else if (slice.end() > data) {
          slices.add(new FileSlice(slice.path(), Math.max(slice.start(), data), slice.end()));
        }
      }
      moved.add(slices);
    }
    return moved;
  }
}
