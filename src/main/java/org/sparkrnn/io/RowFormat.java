package org.sparkrnn.io;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.ReadMode;

/** A format that this project reads itself: turns slices of files into rows. */
interface RowFormat extends Serializable {
  /** The schema of valid rows. */
  StructType schema();

  /**
   * The rows of a task's slices, in order.
   *
   * @param mode with {@link ReadMode#DROPMALFORMED} every row has one more column with the error of
   *     a malformed row, which has no other values; it is null for valid rows
   */
  RowIterator<?> rows(Configuration conf, List<FileSlice> slices, ReadMode mode);
}
