package org.sparkrnn.nn.input;

import java.util.Arrays;
import org.sparkrnn.data.PackedBatch;
import org.sparkrnn.data.PackedColumn;

/** The distinct words of a batch, with their characters packed by length. */
final class DistinctWords {
  private static final int LEAST_SLOTS = 16;

  private final PackedBatch batch = new PackedBatch();
  private int[] slots = {}; // a hash table of 2^k: the number of a word + 1, or 0
  private int[] entries = {}; // [words] an entry of the column with the word
  private int[] lengths = {}; // [words]
  private int[] places = {}; // [words] its place by length
  private int[] numbers = {}; // [entries] number of the word, or -1 for no characters
  private int[] characters = {}; // [N] in the order of the batch

  /** Collects the words of a column, one per entry. */
  void take(PackedColumn words) {
    int n = words.entries();
    numbers = atLeast(numbers, n);
    entries = atLeast(entries, n);
    lengths = atLeast(lengths, n);
    int size = Math.max(LEAST_SLOTS, Integer.highestOneBit(Math.max(1, n)) << 2);
    slots = slots.length == size ? slots : new int[size];
    Arrays.fill(slots, 0);
    int count = 0;
    for (int e = 0; e < n; e++) {
      numbers[e] = words.count(e) == 0 ? -1 : find(words, e, count);
      if (numbers[e] == count) {
        entries[count] = e;
        lengths[count++] = words.count(e);
      }
    }
    batch.takeLengths(lengths, count);
    layOut(words, count);
  }

  /** The number of the word of an entry; {@code count}, the next one, if it has not been seen. */
  private int find(PackedColumn words, int entry, int count) {
    int from = words.start(entry);
    int to = from + words.count(entry);
    int[] ids = words.ints();
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + ids[i];
    }
    int slot = (hash ^ hash >>> 15) & slots.length - 1;
    for (; slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
      int other = words.start(entries[slots[slot] - 1]);
      int end = other + lengths[slots[slot] - 1];
      if (Arrays.equals(ids, from, to, ids, other, end)) {
        return slots[slot] - 1;
      }
    }
    slots[slot] = count + 1;
    return count;
  }

  private void layOut(PackedColumn words, int count) {
    places = atLeast(places, count);
    characters = atLeast(characters, batch.rows());
    for (int b = 0; b < count; b++) {
      int word = batch.position(b);
      places[word] = b;
      int from = words.start(entries[word]);
      for (int t = 0; t < lengths[word]; t++) {
        characters[batch.row(b, t)] = words.ints()[from + t];
      }
    }
  }

  private static int[] atLeast(int[] array, int size) {
    return array.length >= size ? array : new int[size];
  }

  /** The words as sequences of characters, longest first; it has no columns. */
  PackedBatch batch() {
    return batch;
  }

  /** The id of the character in a row of {@link #batch}. */
  int character(int row) {
    return characters[row];
  }

  /** The place in {@link #batch} of the word of an entry, or -1 without characters. */
  int place(int entry) {
    return numbers[entry] < 0 ? -1 : places[numbers[entry]];
  }
}
