package org.sparkrnn.data;

/** The least number of substitutions, insertions and deletions between lists (Levenshtein 1966). */
public final class EditDistance {
  private EditDistance() {}

  /**
   * Counts the errors of a list of labels.
   *
   * @param found has {@code n} labels from {@code from} on
   * @param wanted has {@code m} labels from {@code start} on
   */
  public static int errors(int[] found, int from, int n, int[] wanted, int start, int m) {
    int[] d = new int[m + 1]; // distance from the labels so far to the first j wanted labels
    for (int j = 0; j <= m; j++) {
      d[j] = j;
    }
    for (int i = 1; i <= n; i++) {
      int before = d[0]; // distance with one label less on both sides
      d[0] = i;
      for (int j = 1; j <= m; j++) {
        int differs = found[from + i - 1] == wanted[start + j - 1] ? 0 : 1;
        int best = Math.min(before + differs, 1 + Math.min(d[j], d[j - 1]));
        before = d[j];
        d[j] = best;
      }
    }
    return d[m];
  }

  /**
   * Counts the errors, also by kind.
   *
   * @return errors, substitutions, insertions (only in {@code found}) and deletions (only in {@code
   *     wanted}). If several alignments have the fewest errors, the choice is made from the end: a
   *     substitution or match first, then an insertion, then a deletion
   */
  public static int[] counts(int[] found, int from, int n, int[] wanted, int start, int m) {
    int[][] d = new int[n + 1][m + 1];
    for (int j = 0; j <= m; j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= n; i++) {
      d[i][0] = i;
      for (int j = 1; j <= m; j++) {
        int differs = found[from + i - 1] == wanted[start + j - 1] ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + differs, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
      }
    }
    int[] counts = {d[n][m], 0, 0, 0};
    int i = n;
    int j = m;
    while (i > 0 || j > 0) {
      int differs = i > 0 && j > 0 && found[from + i - 1] == wanted[start + j - 1] ? 0 : 1;
      if (i > 0 && j > 0 && d[i][j] == d[i - 1][j - 1] + differs) {
        counts[1] += differs;
        i--;
        j--;
      } else if (i > 0 && d[i][j] == d[i - 1][j] + 1) {
        counts[2]++;
        i--;
      } else {
        counts[3]++;
        j--;
      }
    }
    return counts;
  }
}
