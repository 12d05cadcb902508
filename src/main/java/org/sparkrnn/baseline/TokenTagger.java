package org.sparkrnn.baseline;

import java.io.Serializable;

/** Gives each token of a sequence its tag. */
public interface TokenTagger extends Serializable {
  /** One tag a token. */
  String[] tag(String[] tokens);

  /** Whether it saw the token when it counted. */
  boolean knows(String token);
}
