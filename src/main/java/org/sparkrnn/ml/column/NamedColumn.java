package org.sparkrnn.ml.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Names;
import scala.collection.mutable.ArraySeq$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A column that a Param names, and its place in rows. {@code doc.tokens} is a column of that name
 * or, if there is none, the field {@code tokens} of the column {@code doc}; if that is an array of
 * structs, it is the array of their fields, as in Spark SQL.
 */
public final class NamedColumn implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String param;
  private final String name;
  private final int[] path; // the index of the column, then those of nested fields
  private final ArrayList<String> names; // of the column and the nested fields
  private final StructField field;

  private NamedColumn(String param, String name, Found found) {
    this.param = param;
    this.name = name;
    path = found.path.stream().mapToInt(Integer::intValue).toArray();
    names = new ArrayList<>(found.names);
    field = found.field;
  }

  /** A field that a name may mean, with its path in the row. */
  private record Found(List<Integer> path, List<String> names, StructField field) {
    Found below(int index, StructField outer) {
      List<Integer> longer = new ArrayList<>(List.of(index));
      longer.addAll(path);
      List<String> all = new ArrayList<>(List.of(outer.name()));
      all.addAll(names);
      boolean many = outer.dataType() instanceof ArrayType;
      DataType type = many ? DataTypes.createArrayType(field.dataType()) : field.dataType();
      return new Found(longer, all, new StructField(field.name(), type, true, field.metadata()));
    }

    String name() {
      return String.join(".", names);
    }
  }

  /**
   * Runs work with the SQL settings of a data set's own session, such as {@code
   * spark.sql.caseSensitive}. The calling thread may have another active session or none.
   */
  public static <T> T inSession(Dataset<?> dataset, Supplier<T> work) {
    return SQLConf.withExistingConf(dataset.sparkSession().sessionState().conf(), work::get);
  }

  /**
   * The column of a name.
   *
   * @param param the Param that names it, for messages
   * @throws InvalidInputException if there is none, or more than one
   */
  public static NamedColumn of(StructType schema, String param, String name) {
    List<Found> found = find(schema, name, SQLConf.get().caseSensitiveAnalysis());
    List<Found> columns = found.stream().filter(f -> f.path.size() == 1).toList();
    List<Found> meant = columns.isEmpty() ? found : columns;
    if (meant.size() > 1) {
      throw new InvalidInputException(
          "%s %s is ambiguous, because the data has %d columns of that name (%s); rename or drop all but one"
              .formatted(
                  param,
                  name,
                  meant.size(),
                  meant.stream().map(Found::name).collect(Collectors.joining(", "))));
    }
    if (meant.isEmpty() || !meant.get(0).name().equals(name)) {
      throw new InvalidInputException(
          "%s %s is not a column of the data; its columns are %s%s"
              .formatted(
                  param, name, String.join(", ", schema.fieldNames()), hint(schema, param, name)));
    }
    return new NamedColumn(param, name, meant.get(0));
  }

  private static List<Found> find(StructType schema, String name, boolean caseSensitive) {
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < schema.length(); i++) {
      StructField field = schema.fields()[i];
      if (same(field.name(), name, caseSensitive)) {
        found.add(new Found(List.of(i), List.of(field.name()), field));
      }
      String prefix = field.name() + ".";
      StructType fields = fieldsOf(field.dataType());
      if (fields != null
          && name.length() > prefix.length()
          && same(name.substring(0, prefix.length()), prefix, caseSensitive)) {
        for (Found inner : find(fields, name.substring(prefix.length()), caseSensitive)) {
          found.add(inner.below(i, field));
        }
      }
    }
    return found;
  }

  /** Whether two names are the same to Spark. */
  public static boolean same(String a, String b, boolean caseSensitive) {
    return caseSensitive ? a.equals(b) : a.equalsIgnoreCase(b);
  }

  /** The fields of a struct or of an array of structs; null for other types. */
  private static StructType fieldsOf(DataType type) {
    DataType struct = type instanceof ArrayType array ? array.elementType() : type;
    return struct instanceof StructType fields ? fields : null;
  }

  private static String hint(StructType schema, String param, String name) {
    List<String> known = new ArrayList<>();
    for (StructField field : schema.fields()) {
      StructType fields = fieldsOf(field.dataType());
      if (fields == null) {
        known.add(field.name());
      } else { // columns of structs are not read as a whole
        for (String inner : fields.fieldNames()) {
          known.add(field.name() + "." + inner);
        }
      }
    }
    return Names.nearestColumn(name, known)
        .map(nearest -> "; did you mean %s=%s?".formatted(param, nearest))
        .orElse("");
  }

  /** The name as the Param gives it. */
  public String name() {
    return name;
  }

  /** The type of the values; an array for a field of an array of structs. */
  public DataType type() {
    return field.dataType();
  }

  /** The field of the schema. */
  public StructField field() {
    return field;
  }

  /** The exception for a column that does not have the {@code expected} type. */
  public InvalidInputException wrongType(String expected) {
    return new InvalidInputException(
        "%s %s has type %s; expected %s".formatted(param, name, type().simpleString(), expected));
  }

  /** The column as an expression. */
  public Column column() {
    return functions
        .col(names.stream().map(Names::quoted).collect(Collectors.joining(".")))
        .as(name);
  }

  /** The row's value; null if it or an enclosing struct is null. */
  public Object value(Row row) {
    return value(row, 0);
  }

  private Object value(Row row, int depth) {
    Object value = row.get(path[depth]);
    if (value == null || depth == path.length - 1) {
      return value;
    }
    if (value instanceof Row struct) {
      return value(struct, depth + 1);
    }
    List<?> structs = CollectionConverters.asJava((scala.collection.Seq<?>) value);
    Object[] fields = new Object[structs.size()];
    Arrays.setAll(
        fields, i -> structs.get(i) == null ? null : value((Row) structs.get(i), depth + 1));
    return ArraySeq$.MODULE$.make(fields);
  }

  /** The Param that names it. */
  public String param() {
    return param;
  }

  /** Whether the row's value is null. */
  public boolean isNull(Row row) {
    return value(row) == null;
  }

  /** The elements of the row's array, which must not be null. */
  public List<?> list(Row row) {
    return CollectionConverters.asJava((scala.collection.Seq<?>) value(row));
  }

  /**
   * The row's value.
   *
   * @param what the name of the column's type, which follows "an empty" in the message
   * @throws InvalidInputException if it is null
   */
  public Object required(Row row, String what) {
    Object value = value(row);
    if (value == null) {
      throw new InvalidInputException(
          "%s is null; drop rows with null, or replace null by an empty %s".formatted(name, what));
    }
    return value;
  }
}
