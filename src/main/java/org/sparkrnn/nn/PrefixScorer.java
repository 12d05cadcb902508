package org.sparkrnn.nn;

/**
 * A further score of transcripts besides that of the network, for example from a language model.
 */
public interface PrefixScorer {
  /** Adds nothing. */
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

  /** The score that one more label adds to a prefix. */
  double added(int[] prefix, int label);

  /** The score that the end adds to a transcript. */
  double atEnd(int[] transcript);
}
