package org.sparkrnn.io;

import org.sparkrnn.data.audio.AudioSpec;

/**
 * How sound is read.
 *
 * @param spec how it becomes frames of numbers
 * @param transcripts the table that says more of each file, such as its text or its class: CSV,
 *     tab-separated, JSON or Parquet; null if there is none
 * @param fileCol the column of that table that names the files
 */
public record AudioOptions(AudioSpec spec, String transcripts, String fileCol) {
  /** The column of files' names, in tables and where there is no table. */
  public static final String FILE = "file";
}
