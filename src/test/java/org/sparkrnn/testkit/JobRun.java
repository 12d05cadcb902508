package org.sparkrnn.testkit;

/** What a job printed and how it ended. */
public record JobRun(int code, String out, String err) {

  /** The last line of stdout. */
  public String lastLine() {
    String[] lines = out.strip().split("\n");
    return lines[lines.length - 1];
  }
}
