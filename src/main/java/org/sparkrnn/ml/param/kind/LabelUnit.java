package org.sparkrnn.ml.param.kind;

import java.util.Locale;

/** The unit of the labels of a transcript. */
public enum LabelUnit {
  /** The elements of an array. */
  LIST(null),
  /** The characters of a string, including spaces. */
  CHARACTERS(TextUnit.CHARACTER),
  /** The words of a string. */
  WORDS(TextUnit.WORD);

  private final TextUnit text;

  LabelUnit(TextUnit text) {
    this.text = text;
  }

  /** The name that users write. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a {@link #paramValue()}. */
  public static LabelUnit of(String paramValue) {
    return ParamValues.constant(LabelUnit.class, paramValue);
  }

  /** Whether transcripts are strings, and not arrays. */
  public boolean string() {
    return text != null;
  }

  /** The labels of a string. */
  public String[] split(String transcript) {
    return text.split(transcript);
  }

  /** Labels as a string, all as they are; none of them ends a line, as a token of a text may. */
  public String join(String... labels) {
    return String.join(text.separator(), labels);
  }
}
