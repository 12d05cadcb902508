package org.sparkrnn.io;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Each line a row with one string, blank lines too: to a model of characters white space is text.
 *
 * @param name the column's
 */
record WholeLineGrammar(String name) implements LineGrammar {
  @Override
  public boolean lineIsSequence() {
    return true;
  }

  @Override
  public String[] columns() {
    return new String[] {name};
  }

  @Override
  public StructType schema() {
    return new StructType().add(name, DataTypes.StringType, false);
  }

  @Override
  public Parser parser(FileSlice slice) {
    return new Parser() {
      private String line;

      @Override
      public void line(String text) {
        line = text;
      }

      @Override
      public Row end() {
        return RowFactory.create(line);
      }
    };
  }
}
