package org.sparkrnn.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.ReadMode;

/** A format's rows, followed by the text columns of the files' {@link FolderColumns}. */
final class FolderFormat implements RowFormat {
  private static final long serialVersionUID = 1L;

  private final RowFormat format;
  private final String[] columns;

  private FolderFormat(RowFormat format, List<String> columns) {
    this.format = format;
    this.columns = columns.toArray(String[]::new);
  }

  static RowFormat of(RowFormat format, List<String> columns) {
    return columns.isEmpty() ? format : new FolderFormat(format, columns);
  }

  @Override
  public StructType schema() {
    StructType schema = format.schema();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema;
  }

  @Override
  public RowIterator<?> rows(Configuration conf, List<FileSlice> slices, ReadMode mode) {
    int inner = format.schema().size();
    return new RowIterator<RowIterator<?>>(conf, slices, mode) {
      private Object[] values; // values for the slice

      @Override
      void open() {
        reader = format.rows(conf, List.of(slice), mode);
        Map<String, String> given = FolderColumns.of(new Path(slice.path()));
        values = Arrays.stream(columns).map(given::get).toArray();
      }

      @Override
      Row read() throws IOException {
        if (!reader.hasNext()) {
          close();
          return null;
        }
        Row row = reader.next();
        Object[] all = new Object[row.size() + values.length];
        for (int c = 0; c < row.size(); c++) {
          all[c < inner ? c : c + values.length] = row.get(c); // the error of a row is last
        }
        System.arraycopy(values, 0, all, inner, values.length);
        return RowFactory.create(all);
      }
    };
  }
}
