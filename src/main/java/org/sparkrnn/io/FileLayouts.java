package org.sparkrnn.io;

/**
 * The layout that was inferred from the first files of a run and applies to all files that are read
 * later. Training, validation and test data must have the same layout.
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
