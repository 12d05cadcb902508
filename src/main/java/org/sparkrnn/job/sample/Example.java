package org.sparkrnn.job.sample;

/**
 * One example of a data set.
 *
 * @param key what no other example of the data set may have, in any split
 * @param text the example as its file holds it, with the line ends
 */
public record Example(String key, String text) {
  /** An example that is its own key. */
  Example(String text) {
    this(text, text);
  }
}
