package org.sparkrnn.job.sample;

/**
 * One example of a data set.
 *
 * @param key a text that is unique in the data set, over all splits
 * @param text the example as written to the file, with line ends
 * @param attachment the path of the example's own file in the data set's folder; null for none
 * @param content the content of that file
 */
public record Example(String key, String text, String attachment, byte[] content) {
  /** An example without a file of its own. */
  Example(String key, String text) {
    this(key, text, null, null);
  }

  /** An example whose text is its key. */
  Example(String text) {
    this(text, text);
  }
}
