package org.sparkrnn.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;

/**
 * Writes predicted sequences to a directory of part files, in parallel, completely or not at all.
 */
public final class SequenceWriter {
  private static final Map<String, String> CODECS = Map.of("gz", "gzip", "bz2", "bzip2");

  private SequenceWriter() {}

  /**
   * Writes a data frame through {@link AtomicOutput}.
   *
   * <ul>
   *   <li>{@code parquet} and {@code json} (one object per line): the columns as they are.
   *   <li>{@code conll}: one token per line and a blank line after each sentence, with {@code
   *       inputCol}, the other array&lt;string&gt; columns and, if it has this type, {@code
   *       predictionCol}, separated by tabs. Each other column is written before the sentence as
   *       {@code # name = value}, with the value in JSON. So is an array whose length differs from
   *       that of the sentence; the lines of the tokens then have {@code _} in its place. A
   *       sequence without tokens is only a comment.
   * </ul>
   *
   * @param path the directory to create, on any Hadoop file system; its files are compressed if it
   *     ends with {@code .gz} or {@code .bz2}
   * @param overwrite whether a path that exists is replaced
   * @throws InvalidInputException if a column is missing, the format is none of these, or the path
   *     exists and must not be replaced; if a token cannot be written in a column, it is the cause
   *     of Spark's exception
   * @throws IOException if a file cannot be renamed or removed
   */
  public static void write(
      Dataset<Row> data,
      String path,
      Format format,
      String inputCol,
      String predictionCol,
      boolean overwrite)
      throws IOException {
    Columns.require("the output", "inputCol", inputCol, data.columns());
    Columns.require("the output", "predictionCol", predictionCol, data.columns());
    String compression = compression(format, path);
    AtomicOutput.ThrowingConsumer<String> writer =
        switch (format) {
          case PARQUET -> data.write()::parquet;
          case JSON -> data.write().option("compression", compression)::json;
          case CONLL ->
              conll(data, inputCol, predictionCol).write().option("compression", compression)::text;
          default ->
              throw new InvalidInputException(
                  "format "
                      + format.label()
                      + " cannot be written; give outputFormat= with one of parquet, json, conll");
        };
    Configuration conf = data.sparkSession().sparkContext().hadoopConfiguration();
    AtomicOutput.write(conf, path, overwrite, writer);
  }

  /** The codec for the path's ending, such as in {@code out.json.gz}. */
  private static String compression(Format format, String path) {
    String name = new Path(path).getName().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    String codec = CODECS.get(ending);
    if (codec == null && !Format.isCompression(ending)) {
      return "none";
    }
    if (codec == null || format == Format.PARQUET) {
      throw new InvalidInputException(
          "output=%s ends with .%s, but %s; give another name"
              .formatted(
                  path,
                  ending,
                  format == Format.PARQUET
                      ? "Parquet compresses its columns itself"
                      : "outputs can only be compressed as .gz or .bz2"));
    }
    return codec;
  }

  private static Dataset<String> conll(Dataset<Row> data, String inputCol, String predictionCol) {
    if (!isTokens(data, inputCol)) {
      throw new InvalidInputException(
          ("inputCol=%s has type %s, but format conll needs array<string>; give outputFormat=json or outputFormat=parquet")
              .formatted(inputCol, typeOf(data, inputCol).simpleString()));
    }
    List<String> tokens = new ArrayList<>(List.of(inputCol));
    List<String> others = new ArrayList<>();
    for (String name : data.columns()) {
      if (!name.equals(inputCol) && !name.equals(predictionCol)) {
        (isTokens(data, name) ? tokens : others).add(name);
      }
    }
    if (!predictionCol.equals(inputCol)) {
      (isTokens(data, predictionCol) ? tokens : others).add(predictionCol);
    }
    List<Column> selected = new ArrayList<>();
    tokens.forEach(name -> selected.add(col(Names.quoted(name))));
    others.forEach(name -> selected.add(json(name)));
    return data.select(selected.toArray(Column[]::new))
        .map(new ConllLines(tokens, others), Encoders.STRING());
  }

  /** A column within an object, because Spark writes JSON only for objects. */
  private static Column json(String name) {
    return to_json(
        struct(col(Names.quoted(name)).as(ConllLines.VALUE)), Map.of("ignoreNullFields", "false"));
  }

  private static boolean isTokens(Dataset<Row> data, String name) {
    return typeOf(data, name) instanceof ArrayType array
        && array.elementType() instanceof StringType;
  }

  private static DataType typeOf(Dataset<Row> data, String name) {
    return data.schema().apply(name).dataType();
  }
}
