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

  /** Whether a word has not come yet; else it is counted as one that comes again. */
  private boolean isNew(String word) {
    if (seen.add(word)) {
      return true;
    }
    repeated = repeated.isEmpty() ? word : repeated;
    repetitions++;
    return false;
  }

  /** Whether the vector of a word that is asked for is to be read. */
  boolean takes(String word) {
    return isNew(word);
  }

  void take(String word, float[] vector) {
    words.add(word);
    vectors.add(vector);
  }

  /** Whether the vector of another word is to be read. */
  boolean takesOther(String word) {
    countOfOthers++;
    return others.size() < most && isNew(word);
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
