package org.sparkrnn.data;

/** The least number of substitutions, insertions and deletions between lists (Levenshtein 1966). */
public final class EditDistance {
  private EditDistance() {}

  /**
   * The errors of a list of labels.
   *
   * @param found has {@code n} labels from {@code from} on
   * @param wanted has {@code m} labels from {@code start} on
   */
  public static int errors(int[] found, int from, int n, int[] wanted, int start, int m) {
    int[] d = new int[m + 1]; // of the labels so far and the first j wanted ones
    for (int j = 0; j <= m; j++) {
      d[j] = j;
    }
    for (int i = 1; i <= n; i++) {
      int before = d[0]; // of one label less, and one wanted one less
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
   * The same, and how many of each kind they are.
   *
   * @return errors, substitutions, insertions (in {@code found} alone) and deletions (in {@code
   *     wanted} alone); of several ways to count as few errors that with the most substitutions,
   *     and then the one found first from the end
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
