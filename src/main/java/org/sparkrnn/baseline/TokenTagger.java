package org.sparkrnn.baseline;

import java.io.Serializable;

/** Gives each token of a sequence its tag. */
public interface TokenTagger extends Serializable {
  /** Returns one tag per token. */
  String[] tag(String[] tokens);

  /** Whether the token occurred in training. */
  boolean knows(String token);
}
