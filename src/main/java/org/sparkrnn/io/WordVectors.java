package org.sparkrnn.io;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vectors that were read from files of word vectors: those of the requested words, and of a
 * number of other words, both in the order of the files. If a word occurs twice, its first vector
 * is used.
 */
public final class WordVectors {
  private final Map<String, float[]> asked = new LinkedHashMap<>();
  private final Map<String, float[]> others = new LinkedHashMap<>();
  private final Map<String, Long> repeated = new HashMap<>();
  private long lines;
  private long announced;

  WordVectors() {}

  /** Adds the results of the next task. */
  void add(VectorPart part) {
    lines += part.lines();
    announced += part.announced();
    put(part.words(), part.vectors(), asked, Integer.MAX_VALUE);
    if (part.repetitions() > 0) {
      repeated.merge(part.repeated(), part.repetitions(), Long::sum);
    }
  }

  /** Adds words that were not requested, up to a number. */
  void addOthers(VectorPart part, int most) {
    put(part.others(), part.vectorsOfOthers(), others, most);
  }

  private void put(List<String> words, List<float[]> vectors, Map<String, float[]> to, int most) {
    for (int i = 0; i < words.size() && to.size() < most; i++) {
      if (to.putIfAbsent(words.get(i), vectors.get(i)) != null) {
        repeated.merge(words.get(i), 1L, Long::sum);
      }
    }
  }

  /** The vector of a requested word, or null. */
  public float[] vector(String word) {
    return asked.get(word);
  }

  /** The requested words that were found. */
  public List<String> words() {
    return new ArrayList<>(asked.keySet());
  }

  /** Words that were not requested, with their vectors; must not be changed. */
  public Map<String, float[]> others() {
    return others;
  }

  /** The number of words in the files. */
  public long lines() {
    return lines;
  }

  /** Notes about the files; usually empty. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!repeated.isEmpty()) {
      notes.add(
          "%,d lines of vectors belong to words that already have a vector, such as \"%s\"; the first vector of each word is used"
              .formatted(
                  repeated.values().stream().mapToLong(n -> n).sum(),
                  repeated.keySet().stream().sorted().findFirst().orElseThrow()));
    }
    if (announced > 0 && announced != lines) {
      notes.add(
          "the first line of the vectors says that there are %,d words, but there are %,d; unless this is an excerpt, the file is cut off"
              .formatted(announced, lines));
    }
    return notes;
  }
}
