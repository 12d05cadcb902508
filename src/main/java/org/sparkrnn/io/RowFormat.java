package org.sparkrnn.io;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.ReadMode;

/** How slices of files become rows: a format that this project reads itself. */
interface RowFormat extends Serializable {
  /** The schema of sound rows. */
  StructType schema();

  /**
   * The rows of a task's slices, in order.
   *
   * @param mode with {@link ReadMode#DROPMALFORMED} every row has one more column, null but for
   *     malformed rows, which have nothing else: what is wrong with them
   */
  RowIterator<?> rows(Configuration conf, List<FileSlice> slices, ReadMode mode);
}
