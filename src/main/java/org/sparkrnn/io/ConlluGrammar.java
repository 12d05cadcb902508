package org.sparkrnn.io;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * CoNLL-U, https://universaldependencies.org/format.html. Comments, multiword ranges ({@code 3-4})
 * and empty nodes ({@code 3.1}) are not read.
 */
record ConlluGrammar(String[] columns) implements LineGrammar {
  static final String[] NAMES = {
    "id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc"
  };
  private static final Pattern NOT_A_WORD = Pattern.compile("\\d+[-.]\\d+");

  /** The ten columns, the user's two in the user's spelling. */
  static ConlluGrammar of(String inputCol, String labelCol) {
    String[] columns = NAMES.clone();
    rename(columns, "inputCol", inputCol);
    if (labelCol != null) {
      rename(columns, "labelCol", labelCol);
    }
    return new ConlluGrammar(columns);
  }

  private static void rename(String[] columns, String param, String name) {
    int index = Columns.indexOf(NAMES, name.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw Columns.missing("CoNLL-U", param, name, NAMES);
    }
    columns[index] = name;
  }

  @Override
  public boolean lineIsSequence() {
    return false;
  }

  @Override
  public Parser parser(FileSlice slice) {
    TokenTable sentence = new TokenTable();
    return new Parser() {
      @Override
      public void line(String line) throws MalformedLineException {
        if (!line.startsWith("#")) {
          String[] fields = fields(line);
          String expected = Integer.toString(sentence.size() + 1);
          if (fields[0].equals(expected)) {
            sentence.add(fields);
          } else if (!NOT_A_WORD.matcher(fields[0]).matches()) {
            throw new MalformedLineException(
                "expected token ID %s, but found \"%s\"%s"
                    .formatted(
                        expected,
                        fields[0],
                        fields[0].equals("1") ? "; is the blank line before it missing?" : ""));
          }
        }
      }

      @Override
      public Row end() {
        return sentence.end(NAMES.length);
      }
    };
  }

  private static String[] fields(String line) throws MalformedLineException {
    String[] fields = line.split("\t", -1);
    if (fields.length != NAMES.length) {
      throw new MalformedLineException(
          "expected " + NAMES.length + " tab-separated columns, but found " + fields.length);
    }
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].isEmpty()) {
        throw new MalformedLineException(
            "expected a value or _ in column "
                + (i + 1)
                + " ("
                + NAMES[i]
                + "), but found nothing");
      }
    }
    return fields;
  }
}
