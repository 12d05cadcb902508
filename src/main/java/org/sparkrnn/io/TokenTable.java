package org.sparkrnn.io;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Collects the tokens of a sentence, which are arrays of fields, and turns them into columns. */
final class TokenTable {
  private final List<String[]> tokens = new ArrayList<>();

  int size() {
    return tokens.size();
  }

  void add(String[] fields) {
    tokens.add(fields);
  }

  /**
   * Returns a row of {@code columns} arrays with one element per token and clears the table; null
   * if there was no token.
   */
  Row end(int columns) {
    if (tokens.isEmpty()) {
      return null;
    }
    Object[] row = new Object[columns];
    for (int c = 0; c < columns; c++) {
      String[] column = new String[tokens.size()];
      for (int t = 0; t < column.length; t++) {
        column[t] = tokens.get(t)[c];
      }
      row[c] = column;
    }
    tokens.clear();
    return RowFactory.create(row);
  }
}
