package org.sparkrnn.io;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;

/**
 * The columns of a Parquet file.
 *
 * @param schema schema of the columns that Spark can read
 * @param unreadable by name, why Spark cannot read other columns, and what to do
 */
record ParquetSchema(Path file, StructType schema, Map<String, String> unreadable) {
  private static final String OF_SPARK = "org.apache.spark.sql.parquet.row.metadata";

  /**
   * Reads a file's footer.
   *
   * @throws InvalidInputException if it has none
   */
  static ParquetSchema of(Configuration conf, SQLConf sql, FileStatus file) {
    Path path = file.getPath();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, conf))) {
      return of(conf, sql, path, reader.getFooter());
    } catch (ChecksumException e) {
      throw new InvalidInputException(DataFile.checksum(path), e);
    } catch (IOException | RuntimeException e) { // Parquet's exceptions are unchecked
      throw new InvalidInputException(
          "%s cannot be read as parquet: %s; it is cut off, damaged or in another format: write it again, or give its format with format="
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static ParquetSchema of(
      Configuration conf, SQLConf sql, Path path, ParquetMetadata footer) {
    Map<String, String> unreadable = new TreeMap<>();
    Map<String, Set<CompressionCodecName>> codecs = codecs(footer);
    MessageType columns = footer.getFileMetaData().getSchema();
    String ofSpark = footer.getFileMetaData().getKeyValueMetaData().get(OF_SPARK);
    StructType written = ofSpark == null ? null : (StructType) DataType.fromJson(ofSpark);
    StructType schema = new StructType();
    for (Type column : columns.getFields()) {
      String name = column.getName();
      for (CompressionCodecName codec : codecs.getOrDefault(name, Set.of())) {
        String missing = codec.getHadoopCompressionCodecClassName();
        if (missing != null && conf.getClassByNameOrNull(missing) == null) {
          unreadable.put(
              name,
              "is compressed with "
                  + codec
                  + ", whose codec is not installed; write the file again with snappy, gzip or zstd");
        }
      }
      if (!unreadable.containsKey(name)) {
        try {
          schema = schema.add(field(sql, columns.getName(), column, written));
        } catch (Exception e) { // Spark does not declare its AnalysisException
          if (DataErrors.in(e) == null) {
            throw e;
          }
          unreadable.put(
              name,
              "has the type \"%s\", which Spark cannot read; write it as text, as int, bigint, float or double, or as a timestamp in microseconds"
                  .formatted(type(column)));
        }
      }
    }
    return new ParquetSchema(path, schema.asNullable(), unreadable);
  }

  /** A column's type as Spark wrote it, otherwise as Spark reads it. */
  private static StructField field(SQLConf sql, String file, Type column, StructType written) {
    if (written != null && written.getFieldIndex(column.getName()).isDefined()) {
      return written.apply(column.getName());
    }
    return new ParquetToSparkSchemaConverter(sql)
        .convert(new MessageType(file, column))
        .fields()[0];
  }

  private static String type(Type column) {
    return column.toString().replaceAll("\\s+", " ");
  }

  private static Map<String, Set<CompressionCodecName>> codecs(ParquetMetadata footer) {
    Map<String, Set<CompressionCodecName>> codecs = new TreeMap<>();
    for (BlockMetaData block : footer.getBlocks()) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        codecs
            .computeIfAbsent(chunk.getPath().toArray()[0], name -> new TreeSet<>())
            .add(chunk.getCodec());
      }
    }
    return codecs;
  }
}
