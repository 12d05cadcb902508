package org.sparkrnn.io;

/**
 * What was inferred from the first files of a run that were read, for all that are read after them:
 * training, validation and test data are laid out alike or refused.
 */
public final class FileLayouts {
  private ConllLayout conll; // null before the first CoNLL file
  private TsHeader stamped; // of the first .ts file with time stamps, or null

  ConllLayout conll() {
    return conll;
  }

  void setConll(ConllLayout layout) {
    conll = layout;
  }

  TsHeader stamped() {
    return stamped;
  }

  void setStamped(TsHeader header) {
    stamped = header;
  }
}
