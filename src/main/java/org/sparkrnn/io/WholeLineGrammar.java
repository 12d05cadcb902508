package org.sparkrnn.io;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Each line is a row with one string, even a blank line, because white space is text to a model of
 * characters.
 *
 * @param name name of the column
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
