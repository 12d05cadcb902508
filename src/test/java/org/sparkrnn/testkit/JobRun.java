package org.sparkrnn.testkit;

/** The output and the exit code of a job. */
public record JobRun(int code, String out, String err) {

  /** The last line of stdout. */
  public String lastLine() {
    String[] lines = out.strip().split("\n");
    return lines[lines.length - 1];
  }
}
