package org.sparkrnn.io;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** One JSON object per line. Blank lines are not rows. */
final class JsonFormat implements LineGrammar {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper MAPPER = new ObjectMapper(JsonTypes.JSON);
  private static final double MAX_WHOLE = 1L << 53;

  private final StructType schema;
  private final TreeMap<String, int[]> required = new TreeMap<>(); // indices by name
  private final TreeSet<String> used;

  /**
   * @param used columns to read, or fields of structs such as {@code doc.tokens}. If they are text,
   *     arrays and objects are malformed; in other columns these are kept as JSON
   * @param required those of them that must not be null
   */
  JsonFormat(StructType schema, Set<String> used, Set<String> required) {
    this.schema = schema;
    this.used = new TreeSet<>(used);
    for (String name : required) {
      int[] places = places(schema, name);
      if (places != null) {
        this.required.put(name, places);
      }
    }
  }

  /** The path from the row to a value; null if there is none, or it leads through an array. */
  private static int[] places(StructType schema, String name) {
    int column = List.of(schema.fieldNames()).indexOf(name);
    if (column >= 0) {
      return new int[] {column};
    }
    String[] parts = name.split("\\.", -1);
    int[] places = new int[parts.length];
    DataType type = schema;
    for (int i = 0; i < parts.length; i++) {
      places[i] =
          type instanceof StructType struct ? List.of(struct.fieldNames()).indexOf(parts[i]) : -1;
      if (places[i] < 0) {
        return null;
      }
      type = ((StructType) type).fields()[places[i]].dataType();
    }
    return places;
  }

  /**
   * The schema of lines, without malformed ones.
   *
   * @param used columns to read
   * @param numbers those of them that have numbers
   */
  static StructType schema(JavaRDD<Row> lines, Set<String> used, Set<String> numbers) {
    StructType merged = new StructType();
    for (String part :
        lines.mapPartitions(rows -> List.of(schema(rows, used)).iterator()).collect()) {
      merged = JsonTypes.merge(merged, (StructType) DataType.fromJson(part), used);
    }
    StructType schema = new StructType();
    for (StructField field : merged.fields()) {
      boolean number = numbers.contains(field.name());
      schema = schema.add(field.name(), JsonTypes.known(field.dataType(), number));
    }
    return schema;
  }

  private static String schema(Iterator<Row> lines, Set<String> used) {
    StructType merged = new StructType();
    while (lines.hasNext()) {
      Row line = lines.next();
      if (line.isNullAt(0)) {
        continue; // reading reports it
      }
      try (JsonParser json = JsonTypes.JSON.createParser(line.getString(0))) {
        if (json.nextToken() == JsonToken.START_OBJECT) {
          merged = JsonTypes.merge(merged, JsonTypes.of(json, used), used);
        }
      } catch (JsonProcessingException e) {
        continue; // likewise
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return merged.json();
  }

  @Override
  public boolean lineIsSequence() {
    return true;
  }

  @Override
  public String[] columns() {
    return schema.fieldNames();
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public Parser parser(FileSlice slice) {
    return new Parser() {
      private Row row;

      @Override
      public void line(String line) throws MalformedLineException {
        row = line.isBlank() ? null : JsonFormat.this.row(line);
      }

      @Override
      public Row end() {
        Row ended = row;
        row = null;
        return ended;
      }
    };
  }

  private Row row(String line) throws MalformedLineException {
    try (JsonParser json = JsonTypes.JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedLineException(
            json.currentToken() == JsonToken.START_ARRAY
                ? "expected one JSON object per line, but found an array; write each of its objects on its own line, for instance with jq -c '.[]'"
                : "expected one JSON object per line");
      }
      Row row = object(json, schema, "");
      if (json.nextToken() != null) {
        throw new MalformedLineException(
            "expected one JSON object per line, but found more text after it");
      }
      for (Map.Entry<String, int[]> value : required.entrySet()) {
        requireValue(row, value.getKey(), value.getValue());
      }
      return row;
    } catch (JsonProcessingException e) {
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new MalformedLineException(
          "expected one JSON object per line, but it cannot be read at column %d: %s"
              .formatted(e.getLocation().getColumnNr(), why));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireValue(Row row, String name, int[] places)
      throws MalformedLineException {
    Object value = row;
    for (int i = 0; i < places.length && value != null; i++) {
      value = ((Row) value).get(places[i]);
    }
    if (value == null) {
      throw new MalformedLineException(
          name + " is null or missing; give each line a value, or drop lines without one");
    }
  }

  private Row object(JsonParser json, StructType type, String path)
      throws IOException, MalformedLineException {
    Map<String, Integer> places = new HashMap<>();
    StructField[] fields = type.fields();
    for (int i = 0; i < fields.length; i++) {
      places.put(fields[i].name(), i);
    }
    Object[] values = new Object[fields.length];
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      Integer place = places.get(name);
      if (place == null) {
        json.skipChildren();
      } else {
        values[place] = value(json, fields[place].dataType(), path + name, false);
      }
    }
    return RowFactory.create(values);
  }

  private Object value(JsonParser json, DataType type, String path, boolean element)
      throws IOException, MalformedLineException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (type.equals(DataTypes.StringType)) {
      boolean other = token.isStructStart() || element && token == JsonToken.VALUE_NUMBER_FLOAT;
      if (other && JsonTypes.used(path, used)) {
        throw unlikeElsewhere(json, type, path);
      }
      return text(json);
    }
    if (type instanceof ArrayType array && token == JsonToken.START_ARRAY) {
      List<Object> elements = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(json, array.elementType(), path, true));
      }
      return elements.toArray();
    }
    if (type instanceof StructType struct && token == JsonToken.START_OBJECT) {
      return object(json, struct, path + ".");
    }
    if (type.equals(DataTypes.BooleanType) && token.isBoolean()) {
      return json.getBooleanValue();
    }
    if (type.equals(DataTypes.DoubleType) && token.isNumeric()) {
      return json.getDoubleValue();
    }
    if (token == JsonToken.VALUE_NUMBER_INT && type.equals(DataTypes.LongType)) {
      return json.getLongValue();
    }
    if (token == JsonToken.VALUE_NUMBER_INT && !(type instanceof ArrayType)) {
      return json.getDecimalValue();
    }
    throw unlikeElsewhere(json, type, path);
  }

  private static MalformedLineException unlikeElsewhere(JsonParser json, DataType type, String path)
      throws IOException {
    return new MalformedLineException(
        "%s is %s; expected %s, as in other lines"
            .formatted(path, described(json), described(type)));
  }

  /**
   * Half of a character beyond 16 bits, which UTF-8 cannot represent, so that different texts would
   * become equal.
   */
  private static final Pattern LONE_SURROGATE =
      Pattern.compile(
          "[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");

  private static String whole(String text) throws MalformedLineException {
    if (LONE_SURROGATE.matcher(text).find()) {
      throw new MalformedLineException(
          "a text contains one half of a surrogate pair (\\uD800 to \\uDFFF), which is not a character; write the whole pair");
    }
    return text;
  }

  /** The text of any value; numbers have no trailing zeros, so that 1.50 becomes 1.5. */
  private static String text(JsonParser json) throws IOException, MalformedLineException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> whole(json.getText());
      case START_ARRAY, START_OBJECT -> MAPPER.readTree(json).toString();
      case VALUE_NUMBER_FLOAT -> {
        double number = json.getDoubleValue();
        boolean whole = number == Math.rint(number) && Math.abs(number) < MAX_WHOLE;
        yield whole ? Long.toString((long) number) : decimal(json.getText());
      }
      default -> json.getText();
    };
  }

  private static String decimal(String number) {
    return number.matches("-?[0-9]+\\.[0-9]+") ? number.replaceFirst("0+$", "") : number;
  }

  private static String described(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "\"" + json.getText() + "\"";
      default -> json.getText();
    };
  }

  private static String described(DataType type) {
    if (type instanceof ArrayType || type instanceof StructType) {
      return type instanceof ArrayType ? "an array" : "an object";
    }
    return type.equals(DataTypes.StringType)
        ? "a text"
        : type.equals(DataTypes.BooleanType) ? "true or false" : "a number";
  }
}
