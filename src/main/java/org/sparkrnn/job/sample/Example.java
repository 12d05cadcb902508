package org.sparkrnn.job.sample;

/**
 * One example of a data set.
 *
 * @param key what no other example of the data set may have, in any split
 * @param text the example as its file holds it, with the line ends
 * @param attachment the path, in the data set's folder, of a file of its own; null if it has none
 * @param content of that file
 */
public record Example(String key, String text, String attachment, byte[] content) {
  /** An example without a file of its own. */
  Example(String key, String text) {
    this(key, text, null, null);
  }

  /** An example that is its own key. */
  Example(String text) {
    this(text, text);
  }
}
