package org.sparkrnn.nn;

/** What else than the network says how likely a transcript is, as a language model does. */
public interface PrefixScorer {
  /** Says nothing. */
  PrefixScorer NONE =
      new PrefixScorer() {
        @Override
        public double added(int[] prefix, int label) {
          return 0;
        }

        @Override
        public double atEnd(int[] transcript) {
          return 0;
        }
      };

  /** What a prefix's score gains by one more label. */
  double added(int[] prefix, int label);

  /** What a transcript's score gains by ending where it does. */
  double atEnd(int[] transcript);
}
