package org.sparkrnn.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The types of single JSON objects, and the common types of several. */
final class JsonTypes {
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final int MAX_DIGITS = 38;
  private static final DecimalType BIG = DataTypes.createDecimalType(MAX_DIGITS, 0);

  private JsonTypes() {}

  /**
   * The type of the current object, which is read to its last token.
   *
   * @param used see {@link #merge}
   */
  static StructType of(JsonParser json, Set<String> used) throws IOException {
    return object(json, "", used);
  }

  private static DataType of(JsonParser json, String path, Set<String> used) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json, path + ".", used);
      case START_ARRAY -> {
        DataType element = DataTypes.NullType;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          element = merge(element, of(json, path, used), path, used, true);
        }
        yield DataTypes.createArrayType(element);
      }
      case VALUE_NUMBER_INT ->
          switch (json.getNumberType()) {
            case INT, LONG -> DataTypes.LongType;
            default -> json.getText().length() < MAX_DIGITS ? BIG : DataTypes.DoubleType;
          };
      case VALUE_NUMBER_FLOAT -> DataTypes.DoubleType;
      case VALUE_TRUE, VALUE_FALSE -> DataTypes.BooleanType;
      case VALUE_NULL -> DataTypes.NullType;
      default -> DataTypes.StringType;
    };
  }

  private static StructType object(JsonParser json, String prefix, Set<String> used)
      throws IOException {
    StructType type = new StructType();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      type = type.add(name, of(json, prefix + name, used));
    }
    return type;
  }

  /** Whether a column, a field such as {@code doc.tokens}, or a field within it is read. */
  static boolean used(String path, Set<String> used) {
    return used.contains(path) || used.stream().anyMatch(name -> name.startsWith(path + "."));
  }

  /**
   * The type of columns that have these in different objects.
   *
   * @param used columns and fields to read. If one of two types is an array or object, or elements
   *     are texts and fractions, these keep the first type, and rows with the other are malformed;
   *     other columns become text
   */
  static StructType merge(StructType a, StructType b, Set<String> used) {
    return merge(a, b, "", used);
  }

  private static StructType merge(StructType a, StructType b, String prefix, Set<String> used) {
    if (a.equals(b)) {
      return a;
    }
    Map<String, DataType> types = new LinkedHashMap<>();
    Arrays.stream(a.fields()).forEach(field -> types.put(field.name(), field.dataType()));
    for (StructField field : b.fields()) {
      types.merge(
          field.name(),
          field.dataType(),
          (first, other) -> merge(first, other, prefix + field.name(), used, false));
    }
    StructType merged = new StructType();
    for (Map.Entry<String, DataType> field : types.entrySet()) {
      merged = merged.add(field.getKey(), field.getValue());
    }
    return merged;
  }

  private static DataType merge(
      DataType a, DataType b, String path, Set<String> used, boolean element) {
    if (a.equals(b) || b.equals(DataTypes.NullType)) {
      return a;
    }
    if (a.equals(DataTypes.NullType)) {
      return b;
    }
    if (a instanceof ArrayType left && b instanceof ArrayType right) {
      return DataTypes.createArrayType(
          merge(left.elementType(), right.elementType(), path, used, true));
    }
    if (a instanceof StructType left && b instanceof StructType right) {
      return merge(left, right, path + ".", used);
    }
    if (a instanceof NumericType && b instanceof NumericType) {
      boolean fraction = a.equals(DataTypes.DoubleType) || b.equals(DataTypes.DoubleType);
      return fraction ? DataTypes.DoubleType : BIG;
    }
    boolean apart = nested(a) || nested(b) || element && textAndFraction(a, b);
    return apart && used(path, used) ? a : DataTypes.StringType;
  }

  /** A series with a text in it is not a list of tokens, and a token is not a fraction. */
  private static boolean textAndFraction(DataType a, DataType b) {
    return a.equals(DataTypes.StringType) && b.equals(DataTypes.DoubleType)
        || a.equals(DataTypes.DoubleType) && b.equals(DataTypes.StringType);
  }

  private static boolean nested(DataType type) {
    return type instanceof ArrayType || type instanceof StructType;
  }

  /**
   * The final type of a column: string if there was no value, and whole numbers if an array had no
   * element, because these can be read as any other type.
   *
   * @param numbers whether numbers are needed
   */
  static DataType known(DataType type, boolean numbers) {
    if (type instanceof ArrayType array) {
      DataType element = array.elementType();
      return DataTypes.createArrayType(
          element.equals(DataTypes.NullType) && !numbers
              ? DataTypes.LongType
              : known(element, numbers));
    }
    if (type instanceof StructType struct) {
      StructType fields = new StructType();
      for (StructField field : struct.fields()) {
        fields = fields.add(field.name(), known(field.dataType(), numbers));
      }
      return fields;
    }
    if (numbers && (type.equals(DataTypes.StringType) || type.equals(DataTypes.NullType))) {
      return DataTypes.DoubleType;
    }
    return type.equals(DataTypes.NullType) ? DataTypes.StringType : type;
  }
}
