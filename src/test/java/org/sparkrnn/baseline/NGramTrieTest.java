package org.sparkrnn.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;

class NGramTrieTest {
  private static Map<List<Integer>, Long> content(NGramTrie trie) {
    Map<List<Integer>, Long> content = new HashMap<>();
    trie.forEach(
        (ids, count) ->
            content.put(Arrays.stream(ids).boxed().collect(Collectors.toList()), count));
    return content;
  }

  private static int[] random(int n, int tokens, long seed) {
    return new Random(seed).ints(n, 0, tokens).toArray();
  }

  /** The readable twin: a map of lists. */
  private static Map<List<Integer>, Long> plain(int[] ids, int order) {
    Map<List<Integer>, Long> counts = new HashMap<>();
    for (int to = 1; to <= ids.length; to++) {
      for (int from = Math.max(0, to - order); from < to; from++) {
        counts.merge(Arrays.stream(ids, from, to).boxed().toList(), 1L, Long::sum);
      }
    }
    return counts;
  }

  private static NGramTrie counted(int[] ids, int order) {
    NGramTrie trie = new NGramTrie(order);
    for (int at = 0; at < ids.length; at++) {
      trie.add(ids, at);
    }
    return trie;
  }

  @Test
  void itCountsAsAMapDoes() {
    int[] ids = random(3000, 12, 1);
    NGramTrie trie = counted(ids, 4);
    Map<List<Integer>, Long> expected = plain(ids, 4);
    assertEquals(expected, content(trie));
    Map<List<Integer>, long[]> followers = new HashMap<>(); // context -> sum, types
    expected.forEach(
        (ngram, count) -> {
          long[] sums =
              followers.computeIfAbsent(ngram.subList(0, ngram.size() - 1), h -> new long[2]);
          sums[0] += count;
          sums[1]++;
        });
    followers.forEach(
        (h, sums) -> {
          int[] context = h.stream().mapToInt(Integer::intValue).toArray();
          int node = trie.find(context, 0, context.length);
          assertEquals(sums[0], trie.total(node));
          assertEquals(sums[1], trie.types(node));
        });
    assertEquals(-1, trie.find(new int[] {99}, 0, 1));
  }

  @Test
  void partsAddUpInAnyOrder() {
    int[] a = random(500, 6, 2);
    int[] b = random(400, 9, 3);
    Map<List<Integer>, Long> expected = plain(a, 3);
    plain(b, 3).forEach((ngram, count) -> expected.merge(ngram, count, Long::sum));
    assertEquals(expected, content(counted(a, 3).merge(counted(b, 3))));
    NGramTrie other = counted(b, 3).merge(counted(a, 3)).merge(new NGramTrie(3));
    assertEquals(expected, content(other));
    NGramTrie one = counted(a, 3).merge(counted(b, 3));
    assertEquals(one.types(NGramTrie.ROOT), other.types(NGramTrie.ROOT));
    assertEquals(900, other.total(NGramTrie.ROOT));
  }

  @Test
  void treesOfFirstTokensAreTheTreeInParts() {
    int[] a = random(800, 7, 4);
    NGramTrie[] parts = counted(a, 3).split(4);
    assertEquals(4, parts.length);
    for (int i = 0; i < 4; i++) {
      int part = i;
      content(parts[i]).keySet().forEach(ngram -> assertEquals(part, ngram.get(0) % 4));
    }
    NGramTrie all = parts[2].merge(parts[0]).merge(parts[3]).merge(parts[1]);
    assertEquals(plain(a, 3), content(all));
    assertEquals(800, all.total(NGramTrie.ROOT));
  }

  @Test
  void rareNGramsAreLeftOutButNoSingleToken() {
    int[] a = random(300, 12, 5);
    Map<List<Integer>, Long> all = plain(a, 3);
    Map<Long, Long> counts = new HashMap<>();
    all.forEach((ngram, n) -> counts.merge(ngram.size() > 1 ? n : 0, 1L, Long::sum));
    counts.remove(0L); // single tokens
    assertEquals(counts, counted(a, 3).countsOfCounts());
    Map<List<Integer>, Long> kept = content(counted(a, 3).seenAtLeast(3));
    all.values().removeIf(n -> n >= 3);
    all.forEach((ngram, n) -> assertEquals(ngram.size() == 1, kept.containsKey(ngram)));
    assertEquals(
        plain(a, 3).size(), kept.size() + all.keySet().stream().filter(n -> n.size() > 1).count());
  }

  @Test
  void anOrderBelowOneIsRefused() {
    assertThrows(InvalidInputException.class, () -> new NGramTrie(0));
  }
}
