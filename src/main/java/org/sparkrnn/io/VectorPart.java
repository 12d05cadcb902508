package org.sparkrnn.io;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;

/**
 * The word vectors that a task has found. This is not a record, because Spark sends it, possibly by
 * Kryo.
 */
final class VectorPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> words = new ArrayList<>(); // requested words, in file order
  private final ArrayList<float[]> vectors = new ArrayList<>();
  private final ArrayList<String> others = new ArrayList<>();
  private final ArrayList<float[]> vectorsOfOthers = new ArrayList<>();
  private final transient HashSet<String> seen = new HashSet<>();
  private final int most; // number of other words to take
  private long lines; // number of lines with a vector
  private long announced; // number of words in headers
  private long countOfOthers; // other words that could be taken
  private String repeated = ""; // a word that occurs twice
  private long repetitions;

  /**
   * @param most the number of words to take that were not requested
   */
  VectorPart(int most) {
    this.most = most;
  }

  void announce(long count) {
    announced += count;
  }

  void line() {
    lines++;
  }

  /**
   * Whether to read the vector of a word, which is its first occurrence; others are counted as
   * repeated.
   */
  boolean takes(String word) {
    if (seen.add(word)) {
      return true;
    }
    repeated = repeated.isEmpty() ? word : repeated;
    repetitions++;
    return false;
  }

  void take(String word, float[] vector) {
    words.add(word);
    vectors.add(vector);
  }

  /** The same for a word that was not requested. */
  boolean takesOther(String word) {
    countOfOthers++;
    return others.size() < most && takes(word);
  }

  void takeOther(String word, float[] vector) {
    others.add(word);
    vectorsOfOthers.add(vector);
  }

  ArrayList<String> words() {
    return words;
  }

  ArrayList<float[]> vectors() {
    return vectors;
  }

  ArrayList<String> others() {
    return others;
  }

  ArrayList<float[]> vectorsOfOthers() {
    return vectorsOfOthers;
  }

  long lines() {
    return lines;
  }

  long announced() {
    return announced;
  }

  long countOfOthers() {
    return countOfOthers;
  }

  String repeated() {
    return repeated;
  }

  long repetitions() {
    return repetitions;
  }
}
