package org.sparkrnn.io;

import org.sparkrnn.data.audio.AudioSpec;

/**
 * How sound is read.
 *
 * @param spec how it is turned into frames of numbers
 * @param transcripts a table with more columns for each file, such as its text or its class: CSV,
 *     tab-separated, JSON or Parquet; null if there is none
 * @param fileCol the column of that table that names the files
 */
public record AudioOptions(AudioSpec spec, String transcripts, String fileCol) {
  /** The column with the names of files, with or without a table. */
  public static final String FILE = "file";
}
