package org.sparkrnn.io;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;

/** What a task has found of word vectors. Not a record: Spark sends it, maybe by Kryo. */
final class VectorPart implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> words = new ArrayList<>(); // those asked for, in file order
  private final ArrayList<float[]> vectors = new ArrayList<>();
  private final ArrayList<String> others = new ArrayList<>();
  private final ArrayList<float[]> vectorsOfOthers = new ArrayList<>();
  private final transient HashSet<String> seen = new HashSet<>();
  private final int most; // others to take
  private long lines; // with a vector
  private long announced; // words, by headers
  private long countOfOthers; // that could be taken, up to the most that could ever be
  private String repeated = ""; // a word that comes twice here
  private long repetitions;

  /**
   * @param most how many words to take that were not asked for
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
   * Whether the vector of a word is to be read: it has not come yet, else it is counted as one that
   * comes again.
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

  /** The same of a word that was not asked for. */
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
