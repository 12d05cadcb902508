package org.sparkrnn.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.sparkrnn.data.InvalidInputException;

/**
 * One sentence in CoNLL columns, including its last line end, from a row of array&lt;string&gt;
 * columns followed by columns with JSON objects that have the single field {@link #VALUE}.
 *
 * @param tokens names of the array columns; the first decides the length of the sentence
 * @param others names of the JSON columns
 */
record ConllLines(List<String> tokens, List<String> others) implements MapFunction<Row, String> {
  static final String VALUE = "v";

  private static final Pattern SPACE = Pattern.compile("\\s");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String call(Row row) throws JsonProcessingException {
    if (row.isNullAt(0)) {
      throw new InvalidInputException(
          "column " + tokens.get(0) + " is null in a row; drop rows with null or give format=json");
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < others.size(); i++) {
      String object = row.getString(tokens.size() + i);
      // {"v":value} to value
      comment(out, others.get(i), object.substring(VALUE.length() + 4, object.length() - 1));
    }
    int length = row.getList(0).size();
    List<List<String>> columns = new ArrayList<>(tokens.size());
    for (int c = 0; c < tokens.size(); c++) {
      List<String> column = row.isNullAt(c) ? null : row.getList(c);
      if (column == null || column.size() != length) {
        comment(out, tokens.get(c), JSON.writeValueAsString(column));
        column = null;
      }
      columns.add(column);
    }
    if (length == 0) {
      out.append("# no tokens\n");
    }
    for (int t = 0; t < length; t++) {
      if (t == 0) {
        checkFirst(columns.get(0).get(0));
      }
      for (int c = 0; c < columns.size(); c++) {
        List<String> column = columns.get(c);
        out.append(c == 0 ? "" : "\t").append(column == null ? "_" : field(column.get(t), c));
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static void comment(StringBuilder out, String name, String value) {
    out.append("# ").append(name).append(" = ").append(value).append('\n');
  }

  /** Refuses tokens that a reader would treat as a comment or the mark of a document. */
  private void checkFirst(String token) {
    if (token != null && token.startsWith(tokens.size() == 1 ? "#" : "# ")) {
      throw unwritable(0, token, "begins a sentence like a comment");
    }
    if (tokens.size() == 1 && tokens.get(0).equals(token)) {
      throw unwritable(0, token, "begins a sentence like a header");
    }
  }

  private InvalidInputException unwritable(int column, String token, String why) {
    String shown = token == null ? "null" : "\"" + token + "\"";
    for (String[] escape :
        new String[][] {{"\t", "\\t"}, {"\n", "\\n"}, {"\r", "\\r"}, {"\0", "\\0"}}) {
      shown = shown.replace(escape[0], escape[1]);
    }
    return new InvalidInputException(
        ("column %s contains the token %s, which %s, so it cannot be written as conll; give format=json or format=parquet")
            .formatted(tokens.get(column), shown, why));
  }

  private String field(String token, int column) {
    if (token == null || token.isBlank()) {
      throw unwritable(column, token, "is null or blank");
    }
    if (token.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r' || c == 0)) {
      throw unwritable(column, token, "contains a tab, a line end or a NUL");
    }
    if (column == 0 && (token.startsWith("-DOCSTART-") || token.startsWith("\uFEFF"))) {
      throw unwritable(column, token, "begins a line like a mark of documents or of files");
    }
    if (tokens.size() == 1 && SPACE.matcher(token).find()) {
      throw unwritable(column, token, "contains a space and is in the only column");
    }
    return token;
  }
}
